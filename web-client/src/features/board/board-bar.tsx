import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { Footprints, Maximize2, Minimize2, ScanSearch, Table2, TextQuote, ZoomIn, ZoomOut } from "lucide-react";
import { type Ref, useMemo } from "react";
import { Action, ActionMenu, IconButton } from "../../ui/controls.tsx";
import { elementsOf, entitiesOf, useMayWrite, useView } from "../room/context.tsx";
import { placeFields, showAll, updateFields, zoomBy } from "./drawing.ts";
import { type Listing, listingsOf } from "./fields.ts";
import { Palette } from "./palette.tsx";

/** What may stand beside the drawing. */
export type Panel = "walks" | "text";

export interface BoardBarProps {
  readonly ref: Ref<HTMLElement>;
  readonly api: ExcalidrawImperativeAPI | undefined;
  readonly panel: Panel | undefined;
  readonly onPanel: (panel: Panel | undefined) => void;
  /** Whether the board has the whole width of the page. */
  readonly wide: boolean;
  readonly onWide: (wide: boolean) => void;
}

/** What can be put on the board, and the ways to look at it. */
export function BoardBar({ ref, api, panel, onPanel, wide, onWide }: BoardBarProps) {
  const may = useMayWrite();
  const toggle = (one: Panel) => onPanel(panel === one ? undefined : one);
  return (
    <header className="board__bar" ref={ref}>
      {may && <Palette api={api} />}
      <div className="board__tools" role="group" aria-label="The board">
        {may && api !== undefined && <Fields api={api} />}
        <IconButton label="Walks" pressed={panel === "walks"} onPress={() => toggle("walks")}><Footprints className="icon" aria-hidden /></IconButton>
        <IconButton label="As text" pressed={panel === "text"} onPress={() => toggle("text")}><TextQuote className="icon" aria-hidden /></IconButton>
        {!may && api !== undefined && (
          <>
            <IconButton label="Zoom out" onPress={() => zoomBy(api, 1 / 1.25)}><ZoomOut className="icon" aria-hidden /></IconButton>
            <IconButton label="Zoom in" onPress={() => zoomBy(api, 1.25)}><ZoomIn className="icon" aria-hidden /></IconButton>
          </>
        )}
        <IconButton label="Show all" isDisabled={api === undefined} onPress={() => api && showAll(api)}><ScanSearch className="icon" aria-hidden /></IconButton>
        <span className="board__widen">
          <IconButton label={wide ? "Beside the notes" : "The whole width"} onPress={() => onWide(!wide)}>
            {wide ? <Minimize2 className="icon" aria-hidden /> : <Maximize2 className="icon" aria-hidden />}
          </IconButton>
        </span>
      </div>
    </header>
  );
}

function Fields({ api }: { readonly api: ExcalidrawImperativeAPI }) {
  const entities = useView(entitiesOf);
  const elements = useView(elementsOf);
  const listings = useMemo(() => listingsOf(entities, elements), [entities, elements]);
  const outdated = listings.filter((listing) => listing.outdated).length;
  if (listings.length === 0) return null;
  return (
    <ActionMenu
      label="Fields of an entity"
      button={
        <IconButton label={outdated === 0 ? "Fields of an entity" : `Fields of an entity: ${outdated} changed since`}>
          <Table2 className="icon" aria-hidden />
          {outdated > 0 && <span className="board__dot" />}
        </IconButton>
      }
    >
      {listings.map((listing) => (
        <Action key={listing.entity.id} textValue={listing.entity.content.name} hint={hintOf(listing)} onAction={() => act(api, listing)}>
          {listing.entity.content.name}
        </Action>
      ))}
    </ActionMenu>
  );
}

function hintOf({ element, outdated }: Listing): string {
  return element === undefined ? "place" : outdated ? "update" : "show";
}

function act(api: ExcalidrawImperativeAPI, { entity, element, outdated }: Listing): void {
  if (element === undefined) void placeFields(api, entity);
  else if (outdated) void updateFields(api, entity, element.id);
  else api.scrollToContent(element.id, { fitToContent: false, animate: true });
}
