import { type Dispatch, type ReactElement, type SetStateAction, useEffect, useState } from "react";
import { Dialog } from "../../ui/controls.tsx";
import { nextPhase } from "../clock/time.ts";
import { timerOf, useCommand, useRoom, useRunsClock, useView } from "./context.tsx";
import type { Pane } from "./pane-bar.tsx";
import type { Gaze, Place } from "./places.ts";

export interface Steering {
  readonly gaze: Gaze;
  readonly setGaze: Dispatch<SetStateAction<Gaze>>;
  readonly setPane: Dispatch<SetStateAction<Pane>>;
}

const places: readonly Place[] = ["problem", "requirements", "tips", "probes", "board"];

/** Single keys, while nothing is being typed; and the sheet that lists them. */
export function useRoomShortcuts({ gaze, setGaze, setPane }: Steering): { readonly sheet: ReactElement; readonly openSheet: () => void } {
  const [open, setOpen] = useState(false);
  const { role } = useRoom();
  const runs = useRunsClock();
  const command = useCommand();
  const timer = useView(timerOf);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const place = places[Number(event.key) - 1];
      if (event.key === "?") setOpen(true);
      else if (document.querySelector(".scrim, .popover") !== null) return;
      else if (place !== undefined) {
        setGaze({ kind: "looking", place, phase: undefined });
        setPane("workspace");
      } else if (event.key === "f") setGaze(gaze.kind === "following" ? { kind: "looking", place: "requirements", phase: undefined } : { kind: "following" });
      else if (event.key === "e") focusNotes(setPane);
      else if (event.key === "r") focusAdder(setGaze, setPane);
      else if (event.key === "b" && role === "interviewer") setPane("private");
      else if (runs && timer !== undefined && "phase" in timer.clock) {
        // They move everybody: not by a slip.
        if (event.key === "P") command({ type: timer.clock.state === "running" ? "timer.pause" : "timer.resume" });
        else if (event.key === "N" && nextPhase(timer) !== undefined) command({ type: "phase.next", from: timer.clock.phase });
        else return;
      } else return;
      event.preventDefault();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [gaze, setGaze, setPane, role, runs, timer, command]);

  return { sheet: <Sheet open={open} onClose={() => setOpen(false)} runs={runs} />, openSheet: () => setOpen(true) };
}

function Sheet({ open, onClose, runs }: { readonly open: boolean; readonly onClose: () => void; readonly runs: boolean }) {
  return (
    <Dialog title="Keyboard" open={open} onClose={onClose}>
      <dl className="shortcuts">
        <Keys keys={["1", "2", "3", "4", "5"]}>Problem, requirements, tips, probes, board</Keys>
        <Keys keys={["F"]}>Follow the phase, or stop following</Keys>
        <Keys keys={["R"]}>Add a requirement</Keys>
        <Keys keys={["E"]}>Write in the notes; <kbd>Tab</kbd> leaves them</Keys>
        <Keys keys={["Alt ↑", "Alt ↓"]}>Move the requirement that has the focus</Keys>
        <Keys keys={["Space"]}>On a grip: lift it, arrows move it, space puts it down</Keys>
        {runs && <Keys keys={["Shift P"]}>Pause the clock, or let it run</Keys>}
        {runs && <Keys keys={["Shift N"]}>Go on to the next phase</Keys>}
        <Keys keys={["Ctrl Z"]}>Undo what you wrote in the notes, never what others did</Keys>
        <Keys keys={["Esc"]}>On the board, which has keys of its own: let go; once more: leave it</Keys>
        <Keys keys={["?"]}>This sheet</Keys>
      </dl>
    </Dialog>
  );
}

function Keys({ keys, children }: { readonly keys: readonly string[]; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

// Where one types, and where keys have another meaning: on the board.
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select, .excalidraw, .excalidraw *"));
}

function focusNotes(setPane: (pane: Pane) => void): void {
  setPane("notes");
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".room__notes .cm-content")?.focus());
}

function focusAdder(setGaze: (gaze: Gaze) => void, setPane: (pane: Pane) => void): void {
  setGaze({ kind: "looking", place: "requirements", phase: undefined });
  setPane("workspace");
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".requirements__adder input")?.focus());
}
