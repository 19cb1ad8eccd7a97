import { BookOpenText, NotebookPen } from "lucide-react";
import { useState } from "react";
import type { PhaseId } from "../../protocol/generated/types.ts";
import { Clock, Total } from "../clock/clock.tsx";
import { Stepper } from "../clock/stepper.tsx";
import { presentPhase } from "../clock/time.ts";
import { CoverageButton } from "../coverage/coverage-button.tsx";
import { NotesPane } from "../notes/notes-pane.tsx";
import { People } from "../people/people.tsx";
import { ProbeArrival } from "../probes/probe-arrival.tsx";
import { ConnectionState } from "../room/connection-state.tsx";
import { timerOf, useView } from "../room/context.tsx";
import { Notices } from "../room/notices.tsx";
import { type Pane, PaneBar } from "../room/pane-bar.tsx";
import { type Gaze, placeOf, shownBy } from "../room/places.ts";
import { useColumns } from "../room/use-columns.ts";
import { usePageTitle } from "../room/use-page-title.ts";
import { Workspace } from "../room/workspace.tsx";
import { ThemeButton } from "../../ui/theme-button.tsx";
import { Mark } from "../../ui/mark.tsx";
import "../room/room.css";
import "./watch.css";

/** The room of those who watch: all that the people in it share, and nothing that would disturb them. */
export function WatchPage() {
  const title = usePageTitle();
  const present = presentPhase(useView(timerOf));
  const [gaze, setGaze] = useState<Gaze>({ kind: "following" });
  const [pane, setPane] = useState<Pane>("workspace");
  const { place, phase } = shownBy(gaze, present);
  const columns = useColumns();
  const look = (at: PhaseId) => {
    setGaze({ kind: "looking", place: placeOf(at), phase: at });
    setPane("workspace");
  };
  const showDives = () => {
    setGaze({ kind: "looking", place: "deep-dives", phase: undefined });
    setPane("workspace");
  };
  return (
    <div className="room watch" data-role="spectator" data-pane={pane}>
      <header className="top">
        <div className="top__row">
          <Mark size={28} />
          <h1 className="top__title" title={title}>{title ?? " "}</h1>
          <span className="chip watch__chip">Watching</span>
          <ConnectionState />
          <span className="top__space" />
          <People />
          {columns > 1 && <CoverageButton bar="top" onLook={look} />}
          <ThemeButton />
        </div>
        <div className="top__row top__row--clock">
          <Clock />
          <Stepper looked={gaze.kind === "looking" ? gaze.phase : undefined} onLook={look} />
          <Total />
        </div>
      </header>
      <main className="room__panes">
        <Workspace place={place} phase={phase} gaze={gaze} onGaze={setGaze} />
        <NotesPane placeholder="Nothing is written down yet." />
      </main>
      {columns === 1 && (
        <PaneBar
          pane={pane}
          onPane={setPane}
          panes={[
            { id: "workspace", name: "Room", icon: <BookOpenText className="icon" aria-hidden /> },
            { id: "notes", name: "Notes", icon: <NotebookPen className="icon" aria-hidden /> },
          ]}
        >
          <CoverageButton bar="panes" onLook={look} />
        </PaneBar>
      )}
      <ProbeArrival onShow={showDives} />
      <Notices />
    </div>
  );
}
