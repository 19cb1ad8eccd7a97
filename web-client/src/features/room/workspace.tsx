import { Radar } from "lucide-react";
import { useEffect, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import type { PhaseId } from "../../protocol/generated/types.ts";
import { TipsPlace } from "../guide/tips-place.tsx";
import { ProbesPlace } from "../probes/probes-place.tsx";
import { RequirementsPlace } from "../requirements/requirements-place.tsx";
import { Tip } from "../../ui/controls.tsx";
import { later } from "../../ui/later.tsx";
import { ToggleButton, TooltipTrigger } from "react-aria-components";
import { probesOf, requirementsOf, useView } from "./context.tsx";
import type { Gaze, Place } from "./places.ts";
import { ProblemPlace } from "./problem-place.tsx";

const BoardPlace = later(() => import("../board/board-place.tsx").then(({ BoardPlace }) => BoardPlace));

export interface WorkspaceProps {
  readonly place: Place;
  readonly phase: PhaseId | undefined;
  readonly gaze: Gaze;
  readonly onGaze: (gaze: Gaze) => void;
}

/** The place of the phase at hand, or the one that the user chose, and the switch between the two ways. */
export function Workspace({ place, phase, gaze, onGaze }: WorkspaceProps) {
  const requirements = useView(requirementsOf).length;
  const probes = useView(probesOf);
  // What was drawn last can still be undone after a look elsewhere.
  const [boardOpened, setBoardOpened] = useState(false);
  useEffect(() => {
    if (place === "board") setBoardOpened(true);
  }, [place]);
  const open = probes.filter(({ status, answer }) => status === "open" && answer === undefined).length;
  return (
    <Tabs
      className="pane tabs room__workspace"
      selectedKey={place}
      onSelectionChange={(key) => onGaze({ kind: "looking", place: key as Place, phase: key === "tips" ? phase : undefined })}
    >
      <header className="pane__head">
        <TabList className="tabs__list" aria-label="Workspace">
          <Tab id="problem" className="tabs__tab">Problem</Tab>
          <Tab id="requirements" className="tabs__tab">
            Requirements {requirements > 0 && <span className="badge">{requirements}</span>}
          </Tab>
          <Tab id="board" className="tabs__tab">Board</Tab>
          <Tab id="tips" className="tabs__tab">Tips</Tab>
          <Tab id="probes" className="tabs__tab">
            Probes {probes.length > 0 && <span className={`badge${open > 0 ? " badge--open" : ""}`}>{probes.length}</span>}
          </Tab>
        </TabList>
        <TooltipTrigger delay={300}>
          <ToggleButton
            aria-label="Follow the phase"
            className="button button--quiet button--small room__follow"
            isSelected={gaze.kind === "following"}
            onChange={(following) => onGaze(following ? { kind: "following" } : { kind: "looking", place, phase })}
          >
            <Radar className="icon" aria-hidden />
            <span className="room__follow-label">Follow</span>
          </ToggleButton>
          <Tip keys="F">{gaze.kind === "following" ? "This pane turns with the phase" : "Go along with the phase again"}</Tip>
        </TooltipTrigger>
      </header>
      <TabPanel id="problem" className="tabs__panel pane__body"><ProblemPlace /></TabPanel>
      <TabPanel id="requirements" className="tabs__panel pane__body"><RequirementsPlace /></TabPanel>
      <TabPanel id="board" className="tabs__panel room__board" shouldForceMount={boardOpened}>
        <BoardPlace />
      </TabPanel>
      <TabPanel id="tips" className="tabs__panel pane__body"><TipsPlace phase={phase} /></TabPanel>
      <TabPanel id="probes" className="tabs__panel pane__body"><ProbesPlace /></TabPanel>
    </Tabs>
  );
}
