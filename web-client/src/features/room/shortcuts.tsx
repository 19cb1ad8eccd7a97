import { type Dispatch, Fragment, type ReactElement, type SetStateAction, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Dialog } from "../../ui/controls.tsx";
import { nextPhase } from "../clock/time.ts";
import { frameworkOf, stepsOf, timerOf, useCommand, useRoom, useRunsClock, useView } from "./context.tsx";
import type { Pane } from "./pane-bar.tsx";
import { type Gaze, isOffered, places } from "./places.ts";

const notes = ".room__notes .cm-content";
const adder = ".room__workspace .adder input"; // Of the list that is shown.

export interface Steering {
  readonly gaze: Gaze;
  readonly setGaze: Dispatch<SetStateAction<Gaze>>;
  readonly setPane: Dispatch<SetStateAction<Pane>>;
}

/** Single keys, while nothing is being typed; and the sheet that lists them. */
export function useRoomShortcuts({ gaze, setGaze, setPane }: Steering): { readonly sheet: ReactElement; readonly openSheet: () => void } {
  const [open, setOpen] = useState(false);
  const { role } = useRoom();
  const runs = useRunsClock();
  const command = useCommand();
  const timer = useView(timerOf);
  const framework = useView(frameworkOf);
  const steps = useView(stepsOf);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const place = places[Number(event.key) - 1];
      if (event.key === "?") setOpen(true);
      else if (document.querySelector(".scrim, .popover") !== null) return;
      else if (place !== undefined) {
        if (!isOffered(place, framework, steps)) return;
        setGaze({ kind: "looking", place, phase: undefined });
        setPane("workspace");
      } else if (event.key === "f") setGaze(gaze.kind === "following" ? { kind: "looking", place: "requirements", phase: undefined } : { kind: "following" });
      else if (event.key === "e") focusIn(notes, () => setPane("notes"));
      else if (event.key === "r") {
        focusIn(adder, () => {
          setGaze({ kind: "looking", place: "requirements", phase: undefined });
          setPane("workspace");
        });
      } else if (event.key === "a") focusIn(adder, () => setPane("workspace"));
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
  }, [gaze, setGaze, setPane, role, runs, timer, framework, steps, command]);

  return { sheet: <Sheet open={open} onClose={() => setOpen(false)} runs={runs} />, openSheet: () => setOpen(true) };
}

function Sheet({ open, onClose, runs }: { readonly open: boolean; readonly onClose: () => void; readonly runs: boolean }) {
  return (
    <Dialog title="Keyboard" open={open} onClose={onClose}>
      <dl className="shortcuts">
        <Keys keys={["1", `${places.length}`]} range>Problem, requirements, entities, API, flow, board, deep dives, tips</Keys>
        <Keys keys={["F"]}>Follow the phase, or stop following</Keys>
        <Keys keys={["A"]}>Add to the list that is shown</Keys>
        <Keys keys={["R"]}>Add a requirement</Keys>
        <Keys keys={["E"]}>Write in the notes; <kbd>Tab</kbd> leaves them</Keys>
        <Keys keys={["Alt ↑", "Alt ↓"]}>Move the row that has the focus</Keys>
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

function Keys({ keys, range = false, children }: { readonly keys: readonly string[]; readonly range?: boolean; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>
        {keys.map((key, index) => (
          <Fragment key={key}>
            {range && index > 0 && "to"}
            <kbd>{key}</kbd>
          </Fragment>
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

// At once: what is typed next already belongs there.
function focusIn(selector: string, show: () => void): void {
  flushSync(show);
  document.querySelector<HTMLElement>(selector)?.focus();
}
