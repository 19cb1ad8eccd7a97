import { CaptureUpdateAction, Excalidraw, MainMenu, restoreElements } from "@excalidraw/excalidraw";
import type { AppState, ExcalidrawImperativeAPI, ExcalidrawInitialDataState, UIOptions } from "@excalidraw/excalidraw/types";
import "@excalidraw/excalidraw/index.css";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useIsDark } from "../../ui/theme.ts";
import { roomOf, useRoom, useView } from "../room/context.tsx";
import { BoardSync } from "./board-sync.ts";
import { fontLoaded, libraryItems, showAll } from "./drawing.ts";
import { refusesImages } from "./images.ts";
import { mendsForReaders } from "./mend.ts";
import type { Element } from "./shape.ts";

declare global {
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string | string[] | undefined;
  }
}

window.EXCALIDRAW_ASSET_PATH = import.meta.env["EXCALIDRAW_ASSETS"] as string;

export interface CanvasProps {
  /** Nothing can be changed, but it can be moved about. */
  readonly still: boolean;
  readonly onApi: (api: ExcalidrawImperativeAPI) => void;
  /** What lies over the drawing. */
  readonly children: ReactNode;
}

/** The drawing itself: Excalidraw, kept the same as the room's board. */
export function Canvas({ still, onApi, children }: CanvasProps) {
  const { model, session } = useRoom();
  const title = useView((view) => roomOf(view)?.title) ?? "";
  const isDark = useIsDark();
  const [api, setApi] = useState<ExcalidrawImperativeAPI>();
  const [ready, setReady] = useState(false);
  const sync = useRef<BoardSync>(undefined);
  const place = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (api === undefined || !ready) return;
    const opened = new BoardSync(model, session, api, complete, CaptureUpdateAction.NEVER);
    const detach = opened.attach();
    sync.current = opened;
    onApi(api);
    void fontLoaded().then(() => api.updateLibrary({ libraryItems: libraryItems(), merge: false }));
    return () => {
      detach();
      sync.current = undefined;
    };
  }, [api, ready, model, session, onApi]);

  const isShown = useRef(false);
  const changed = useCallback(
    (_: readonly Element[], state: AppState) => {
      setReady(true); // Excalidraw has emptied its scene by now.
      sync.current?.changed(state);
      // Whoever looked elsewhere while it was loading has a board without a size yet, in which nothing can be fitted.
      if (api === undefined || sync.current === undefined || isShown.current || state.width === 0) return;
      isShown.current = true;
      showAll(api, false);
    },
    [api],
  );
  const pointed = useCallback(({ pointer }: { readonly pointer: { readonly x: number; readonly y: number } }) => sync.current?.pointed(pointer.x, pointer.y), []);

  useEffect(() => {
    if (place.current === null) return;
    const stopMending = mendsForReaders(place.current);
    const stopRefusing = refusesImages(place.current, () => sync.current?.refuseImages());
    return () => {
      stopMending();
      stopRefusing();
    };
  }, []);

  return (
    <div className="canvas" ref={place} onPointerLeave={() => sync.current?.left()}>
      <Excalidraw
        excalidrawAPI={setApi}
        initialData={initialData}
        onChange={changed}
        onPointerUpdate={pointed}
        viewModeEnabled={still}
        theme={isDark ? "dark" : "light"}
        name={title}
        UIOptions={options}
        validateEmbeddable={false}
        aiEnabled={false}
        handleKeyboardGlobally={false}
      >
        {menu}
        {children}
      </Excalidraw>
    </div>
  );
}

const menu = (
  <MainMenu>
    <MainMenu.DefaultItems.SearchMenu />
    <MainMenu.DefaultItems.SaveAsImage />
    <MainMenu.DefaultItems.Help />
  </MainMenu>
);

const nunito = 6;

const initialData: ExcalidrawInitialDataState = {
  appState: {
    viewBackgroundColor: "transparent", // The page's own colour shows, light and dark.
    currentItemFontFamily: nunito,
    currentItemRoughness: 0,
    currentItemArrowType: "sharp",
  },
};

const options: Partial<UIOptions> = {
  canvasActions: { changeViewBackgroundColor: false, clearCanvas: false, export: false, loadScene: false, saveToActiveFile: false, toggleTheme: false, saveAsImage: true },
  tools: { image: false },
};

function complete(element: Element): Element {
  const [restored] = restoreElements([element], null);
  return restored ?? element;
}
