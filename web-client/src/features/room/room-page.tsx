import { BookOpenText, Lock, NotebookPen } from "lucide-react";
import { Suspense, lazy, useCallback, useEffect, useState } from "react";
import type { PhaseId } from "../../protocol/generated/types.ts";
import { presentPhase } from "../clock/time.ts";
import { CoverageButton } from "../coverage/coverage-button.tsx";
import { NotesPane } from "../notes/notes-pane.tsx";
import { ProbeArrival } from "../probes/probe-arrival.tsx";
import { isFrozen, timerOf, useRoom, useView } from "./context.tsx";
import { Notices } from "./notices.tsx";
import { type Gaze, placeOf, shownBy } from "./places.ts";
import { type Pane, PaneBar } from "./pane-bar.tsx";
import { useRoomShortcuts } from "./shortcuts.tsx";
import { TopBar } from "./top-bar.tsx";
import { useColumns } from "./use-columns.ts";
import { usePageTitle } from "./use-page-title.ts";
import { Workspace } from "./workspace.tsx";
import "./room.css";

const PrivateSide = lazy(() => import("../private/private-side.tsx").then(({ PrivateSide }) => ({ default: PrivateSide })));

/** The room of those who take part: the workspace, the notes, and for interviewers their own side. */
export function RoomPage() {
  usePageTitle();
  const { role, session } = useRoom();
  const frozen = useView(isFrozen);
  const present = presentPhase(useView(timerOf));
  const [gaze, setGaze] = useState<Gaze>({ kind: "following" });
  const [pane, setPane] = useState<Pane>("workspace"); // Only one is shown where the window is narrow.
  const { place, phase } = shownBy(gaze, present);

  useEffect(() => {
    session?.signals.lookAt(phase);
  }, [session, phase]);

  const look = useCallback((at: PhaseId) => {
    setGaze({ kind: "looking", place: placeOf(at), phase: at });
    setPane("workspace");
  }, []);
  const showDives = useCallback(() => {
    setGaze({ kind: "looking", place: "deep-dives", phase: undefined });
    setPane("workspace");
  }, []);
  const { sheet, openSheet } = useRoomShortcuts({ gaze, setGaze, setPane });

  return (
    <div className="room" data-role={role} data-pane={pane}>
      <TopBar looked={gaze.kind === "looking" ? gaze.phase : undefined} onLook={look} onShortcuts={openSheet} />
      <main className="room__panes">
        <Workspace place={place} phase={phase} gaze={gaze} onGaze={setGaze} />
        <NotesPane
          placeholder="Entities, calls, numbers, decisions: whatever the design needs."
          hint={frozen ? "the interview is over: they stand still" : "Markdown, and everybody writes at once"}
        />
        {role === "interviewer" && (
          <section className="pane room__private" aria-label="Interviewers' side">
            <Suspense fallback={null}>
              <PrivateSide />
            </Suspense>
          </section>
        )}
      </main>
      <RoomPaneBar pane={pane} onPane={setPane} onLook={look} />
      <ProbeArrival onShow={showDives} />
      <Notices />
      {sheet}
    </div>
  );
}

// With two columns the workspace is always there; with three, or two for a candidate, all is.
function RoomPaneBar({ pane, onPane, onLook }: { readonly pane: Pane; readonly onPane: (pane: Pane) => void; readonly onLook: (phase: PhaseId) => void }) {
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
    <PaneBar pane={pane} onPane={onPane} panes={panes}>
      <CoverageButton bar="panes" onLook={onLook} />
    </PaneBar>
  ) : (
    <PaneBar pane={pane === "workspace" ? "notes" : pane} onPane={onPane} panes={panes.slice(1)} />
  );
}
