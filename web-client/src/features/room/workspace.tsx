import { Radar } from "lucide-react";
import { useEffect, useState } from "react";
import { TabPanel, Tabs, ToggleButton, TooltipTrigger } from "react-aria-components";
import type { PhaseId } from "../../protocol/generated/types.ts";
import { TipsPlace } from "../guide/tips-place.tsx";
import { RequirementsPlace } from "../requirements/requirements-place.tsx";
import { Tip } from "../../ui/controls.tsx";
import { later } from "../../ui/later.tsx";
import { PlaceTabs } from "./place-tabs.tsx";
import type { Gaze, Place } from "./places.ts";
import { ProblemPlace } from "./problem-place.tsx";

const EntitiesPlace = later(() => import("../entities/entities-place.tsx").then(({ EntitiesPlace }) => EntitiesPlace));
const ApiPlace = later(() => import("../api/api-place.tsx").then(({ ApiPlace }) => ApiPlace));
const FlowPlace = later(() => import("../flow/flow-place.tsx").then(({ FlowPlace }) => FlowPlace));
const BoardPlace = later(() => import("../board/board-place.tsx").then(({ BoardPlace }) => BoardPlace));
const DivesPlace = later(() => import("../dives/dives-place.tsx").then(({ DivesPlace }) => DivesPlace));
const laterPlaces = [EntitiesPlace, ApiPlace, FlowPlace, DivesPlace];
const loadMillis = 15_000; // The page has all that it needs first by then.

export interface WorkspaceProps {
  readonly place: Place;
  readonly phase: PhaseId | undefined;
  readonly gaze: Gaze;
  readonly onGaze: (gaze: Gaze) => void;
}

/** The place of the phase at hand, or the one that the user chose, and the switch between the two ways. */
export function Workspace({ place, phase, gaze, onGaze }: WorkspaceProps) {
  // So that a phase that comes while there is no connection has its place.
  useEffect(() => {
    const timer = setTimeout(() => laterPlaces.forEach(({ load }) => void load().catch(() => undefined)), loadMillis);
    return () => clearTimeout(timer);
  }, []);
  // What was drawn last can still be undone after a look elsewhere.
  const [boardOpened, setBoardOpened] = useState(false);
  const [boardWide, setBoardWide] = useState(false);
  useEffect(() => {
    if (place === "board") setBoardOpened(true);
  }, [place]);
  return (
    <Tabs
      className="pane tabs room__workspace"
      data-wide={boardWide && place === "board"}
      selectedKey={place}
      onSelectionChange={(key) => onGaze({ kind: "looking", place: key as Place, phase: key === "tips" ? phase : undefined })}
    >
      <header className="pane__head">
        <PlaceTabs place={place} />
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
      <TabPanel id="entities" className="tabs__panel pane__body"><EntitiesPlace /></TabPanel>
      <TabPanel id="api" className="tabs__panel pane__body"><ApiPlace /></TabPanel>
      <TabPanel id="flow" className="tabs__panel pane__body"><FlowPlace /></TabPanel>
      <TabPanel id="board" className="tabs__panel room__board" shouldForceMount={boardOpened}><BoardPlace wide={boardWide} onWide={setBoardWide} /></TabPanel>
      <TabPanel id="deep-dives" className="tabs__panel pane__body">
        <DivesPlace onRequirements={() => onGaze({ kind: "looking", place: "requirements", phase: undefined })} />
      </TabPanel>
      <TabPanel id="tips" className="tabs__panel pane__body"><TipsPlace phase={phase} /></TabPanel>
    </Tabs>
  );
}
