import { BookOpenText, Lock, NotebookPen } from "lucide-react";
import { Suspense, lazy, useCallback, useEffect, useState } from "react";
import type { PhaseId } from "../../protocol/generated/types.ts";
import { presentPhase } from "../clock/time.ts";
import { ProbeArrival } from "../probes/probe-arrival.tsx";
import { Typing } from "../people/typing.tsx";
import { isFrozen, roomOf, timerOf, useRoom, useView } from "./context.tsx";
import { Notices } from "./notices.tsx";
import { type Gaze, placeOf, shownBy } from "./places.ts";
import { type Pane, PaneBar } from "./pane-bar.tsx";
import { useRoomShortcuts } from "./shortcuts.tsx";
import { TopBar } from "./top-bar.tsx";
import { useColumns } from "./use-columns.ts";
import { Workspace } from "./workspace.tsx";
import "./room.css";

const NotesEditor = lazy(() => import("../notes/notes-editor.tsx"));
const PrivateSide = lazy(() => import("../private/private-side.tsx").then(({ PrivateSide }) => ({ default: PrivateSide })));

/** The room of those who take part: the workspace, the notes, and for interviewers their own side. */
export function RoomPage() {
  const { role, session } = useRoom();
  const title = useView((view) => roomOf(view)?.title);
  const present = presentPhase(useView(timerOf));
  const [gaze, setGaze] = useState<Gaze>({ kind: "following" });
  const [pane, setPane] = useState<Pane>("workspace"); // Only one is shown where the window is narrow.
  const { place, phase } = shownBy(gaze, present);

  useEffect(() => {
    document.title = title === undefined ? "Greenroom" : `${title} · Greenroom`;
  }, [title]);
  useEffect(() => {
    session?.signals.lookAt(phase);
  }, [session, phase]);

  const look = useCallback((at: PhaseId) => {
    setGaze({ kind: "looking", place: placeOf(at), phase: at });
    setPane("workspace");
  }, []);
  const showProbes = useCallback(() => {
    setGaze({ kind: "looking", place: "probes", phase: undefined });
    setPane("workspace");
  }, []);
  const { sheet, openSheet } = useRoomShortcuts({ gaze, setGaze, setPane });

  return (
    <div className="room" data-role={role} data-pane={pane}>
      <TopBar looked={gaze.kind === "looking" ? gaze.phase : undefined} onLook={look} onShortcuts={openSheet} />
      <main className="room__panes">
        <Workspace place={place} phase={phase} gaze={gaze} onGaze={setGaze} />
        <Notes />
        {role === "interviewer" && (
          <section className="pane room__private" aria-label="Interviewers' side">
            <Suspense fallback={null}>
              <PrivateSide />
            </Suspense>
          </section>
        )}
      </main>
      <RoomPaneBar pane={pane} onPane={setPane} />
      <ProbeArrival onShow={showProbes} />
      <Notices />
      {sheet}
    </div>
  );
}

// With two columns the workspace is always there; with three, or two for a candidate, all is.
function RoomPaneBar({ pane, onPane }: { readonly pane: Pane; readonly onPane: (pane: Pane) => void }) {
  const { role } = useRoom();
  const columns = useColumns();
  const all = role === "interviewer" ? 3 : 2;
  if (columns >= all) return null;
  const panes = [
    { id: "workspace" as const, name: "Room", icon: <BookOpenText className="icon" aria-hidden /> },
    { id: "notes" as const, name: "Notes", icon: <NotebookPen className="icon" aria-hidden /> },
    ...(role === "interviewer" ? [{ id: "private" as const, name: "Private", icon: <Lock className="icon" aria-hidden /> }] : []),
  ];
  return columns === 1 ? (
    <PaneBar pane={pane} onPane={onPane} panes={panes} />
  ) : (
    <PaneBar pane={pane === "workspace" ? "notes" : pane} onPane={onPane} panes={panes.slice(1)} />
  );
}

function Notes() {
  const frozen = useView(isFrozen);
  return (
    <section className="pane room__notes notes" aria-label="Notes">
      <header className="pane__head">
        <h2 className="pane__title">Notes</h2>
        <span className="quiet room__hint">{frozen ? "the interview is over: they stand still" : "Markdown, and everybody writes at once"}</span>
        <Typing place="notes" />
      </header>
      <Suspense fallback={<div className="notes__editor" />}>
        <NotesEditor doc="notes" label="Notes" placeholder="Entities, calls, numbers, decisions: whatever the design needs." />
      </Suspense>
    </section>
  );
}
