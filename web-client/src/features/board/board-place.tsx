import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useState } from "react";
import { useMayWrite } from "../room/context.tsx";
import { Canvas } from "./canvas.tsx";
import "./board.css";

/** The board: boxes and arrows that everybody draws at once. */
export function BoardPlace() {
  const may = useMayWrite();
  const [, setApi] = useState<ExcalidrawImperativeAPI>();
  return (
    <section className="board" aria-label="Board">
      <div className="board__canvas" data-own-keys>
        <Canvas still={!may} onApi={setApi}>{null}</Canvas>
      </div>
    </section>
  );
}
