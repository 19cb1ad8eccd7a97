import { Switch } from "../../ui/controls.tsx";
import { Segments } from "../../ui/segments.tsx";
import { FrameworkEditor } from "../framework/framework-editor.tsx";
import { type Draft, type DraftProblems, rowsIn } from "./new-room.ts";

export interface RoomOptionsProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly problems: DraftProblems["framework"];
}

/** What few rooms need to say. An edit of the phases makes them the room's own. */
export function RoomOptions({ draft, onChange, problems }: RoomOptionsProps) {
  return (
    <div className="options">
      <Segments
        label="Who may run the clock"
        value={draft.clockBy}
        onChange={(clockBy) => onChange({ clockBy })}
        segments={[{ id: "interviewers", name: "Interviewers" }, { id: "everyone", name: "Candidates, too" }]}
        hint="Let candidates, too, for practice among peers, or alone."
      />
      <Switch value={draft.autoAdvance} onChange={(autoAdvance) => onChange({ autoAdvance })}>Go on to the next phase by itself</Switch>
      <Switch value={draft.spectators} onChange={(spectators) => onChange({ spectators })}>Spectators may watch</Switch>
      <FrameworkEditor rows={rowsIn(draft)} onChange={(own) => onChange({ own, length: "own" })} problems={problems} />
    </div>
  );
}
