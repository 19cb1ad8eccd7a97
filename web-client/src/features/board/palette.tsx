import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { Braces, Cog, Cloud, Database, DoorOpen, FolderArchive, Globe, ListEnd, MonitorSmartphone, Scale, Search, Server, Waves, Zap } from "lucide-react";
import { type DragEvent, useRef } from "react";
import { Button, Toolbar, TooltipTrigger } from "react-aria-components";
import { Tip } from "../../ui/controls.tsx";
import { useScrollEdges } from "../../ui/scroll-edges.ts";
import { type Component, components } from "./components.ts";
import { dragData, placeComponent } from "./drawing.ts";

const icons: Readonly<Record<string, typeof Server>> = {
  client: MonitorSmartphone, cdn: Globe, "load-balancer": Scale, gateway: DoorOpen, service: Server, worker: Cog, cache: Zap, sql: Database, nosql: Braces,
  "blob-store": FolderArchive, search: Search, queue: ListEnd, stream: Waves, "third-party": Cloud,
};

/** The usual components: a press puts one into the middle, and each can be dragged onto the canvas. */
export function Palette({ api }: { readonly api: ExcalidrawImperativeAPI | undefined }) {
  const list = useRef<HTMLDivElement>(null);
  useScrollEdges(list);
  return (
    <Toolbar ref={list} className="palette scroll-edges" aria-label="Components">
      {components.map((component) => (
        <Stencil key={component.id} component={component} api={api} />
      ))}
    </Toolbar>
  );
}

function Stencil({ component, api }: { readonly component: Component; readonly api: ExcalidrawImperativeAPI | undefined }) {
  const Icon = icons[component.id] ?? Server;
  const dragged = ({ dataTransfer }: DragEvent) => {
    dataTransfer.setData(...dragData(component));
    dataTransfer.effectAllowed = "copy";
  };
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <span className="palette__one" draggable onDragStart={dragged}>
        <Button className="palette__button" aria-label={`Add: ${component.name}`} isDisabled={api === undefined} onPress={() => api && void placeComponent(api, component)}>
          <Icon className="icon" aria-hidden />
          <span className="palette__name">{component.name}</span>
        </Button>
      </span>
      <Tip>{component.name}: press or drag</Tip>
    </TooltipTrigger>
  );
}
