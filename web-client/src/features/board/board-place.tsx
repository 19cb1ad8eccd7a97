import { viewportCoordsToSceneCoords } from "@excalidraw/excalidraw";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import { elementsOf, endpointsOf, useMayWrite, useView, walksOf } from "../room/context.tsx";
import { AsText } from "./as-text.tsx";
import { BoardBar, type Panel } from "./board-bar.tsx";
import { Canvas } from "./canvas.tsx";
import { type Graph, graphOf, nodeAt } from "./graph.ts";
import { LostWords } from "./lost-words.tsx";
import { Overlay } from "./overlay.tsx";
import { routesOf, stepped } from "./walk.ts";
import { type Draft, WalksPanel } from "./walks-panel.tsx";
import "./board.css";

const noGraph: Graph = { nodes: [], edges: [], texts: [] };
const slip = 5; // Pixels that a press may move and still be one.
const walkElements = 50; // LM2

export interface BoardPlaceProps {
  /** Whether it has the whole width of the room. */
  readonly wide: boolean;
  readonly onWide: (wide: boolean) => void;
}

/** The board: boxes and arrows that everybody draws at once, read as a graph, and endpoints walked through it. */
export function BoardPlace({ wide, onWide }: BoardPlaceProps) {
  const may = useMayWrite();
  const elements = useView(elementsOf);
  const endpoints = useView(endpointsOf);
  const walks = useView(walksOf);
  const [api, setApi] = useState<ExcalidrawImperativeAPI>();
  const [panel, setPanel] = useState<Panel>();
  const [chosen, setChosen] = useState<string>();
  const [draft, setDraft] = useState<Draft>();
  const bar = useRef<HTMLElement>(null);
  const pressed = useRef<readonly [x: number, y: number]>(undefined);

  const graph = useMemo(() => (panel === undefined ? noGraph : graphOf(elements)), [panel, elements]);
  const routes = useMemo(() => routesOf(endpoints, walks, graph.nodes), [endpoints, walks, graph]);
  const drafting = panel === "walks" && may ? draft : undefined;
  const shownWalk = useMemo(() => {
    if (panel !== "walks") return [];
    return drafting?.elements ?? walks.find(({ id }) => id === chosen)?.elements ?? [];
  }, [panel, drafting, walks, chosen]);
  const overlay = useMemo(() => <Overlay api={api} walk={shownWalk} />, [api, shownWalk]);

  const step = (id: string) => setDraft((before) => before && { ...before, elements: stepped(before.elements, id, walkElements) });
  const lifted = ({ clientX, clientY }: PointerEvent) => {
    const [x, y] = pressed.current ?? [clientX, clientY];
    if (api === undefined || drafting === undefined || Math.hypot(clientX - x, clientY - y) > slip) return;
    const at = viewportCoordsToSceneCoords({ clientX, clientY }, api.getAppState());
    const node = nodeAt(graph, at.x, at.y);
    if (node !== undefined) step(node.id);
  };
  // Who uses the keyboard gets out again: with Escape, once there is nothing left to let go of.
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || api === undefined || !isIdle(api)) return;
    event.stopPropagation();
    bar.current?.querySelector("button")?.focus();
  };

  return (
    <section className="board" aria-label="Board">
      <BoardBar ref={bar} api={api} panel={panel} onPanel={setPanel} wide={wide} onWide={onWide} />
      {api !== undefined && may && <LostWords elements={elements} api={api} />}
      <div className="board__main">
        <div
          className="board__canvas"
          data-drafting={drafting !== undefined}
          onKeyDownCapture={leave}
          onPointerDownCapture={({ clientX, clientY }) => (pressed.current = [clientX, clientY])}
          onPointerUpCapture={lifted}
        >
          <Canvas still={!may || drafting !== undefined} onApi={setApi}>{overlay}</Canvas>
        </div>
        {panel !== undefined && (
          <aside className="board__panel" aria-label={panel === "walks" ? "Walks" : "The board as text"}>
            {panel === "walks" ? (
              <WalksPanel routes={routes} nodes={graph.nodes} chosen={chosen} onChoose={setChosen} draft={drafting} onDraft={setDraft} onStep={step} />
            ) : (
              <AsText graph={graph} />
            )}
          </aside>
        )}
      </div>
    </section>
  );
}

function isIdle(api: ExcalidrawImperativeAPI): boolean {
  const { activeTool, selectedElementIds, editingTextElement, editingLinearElement, editingGroupId, openMenu, openPopup, openDialog, openSidebar, contextMenu } = api.getAppState();
  const open = [editingTextElement, editingLinearElement, editingGroupId, openMenu, openPopup, openDialog, openSidebar, contextMenu];
  return activeTool.type === "selection" && Object.keys(selectedElementIds).length === 0 && open.every((one) => one === null);
}
