import type { ParticipantId, Stamp } from "../../protocol/generated/types.ts";
import { useName, usePhaseName, useTimeLabel } from "../probes/labels.ts";

/** When something was noted, in which phase, and by whom. */
export function Stamped({ stamp, by }: { readonly stamp: Stamp; readonly by: ParticipantId }) {
  const timeLabel = useTimeLabel();
  const phaseName = usePhaseName();
  const name = useName(by);
  return (
    <p className="record__meta">
      <span className="record__time">{timeLabel(stamp.time)}</span>
      {stamp.phase !== undefined && <span>{phaseName(stamp.phase)}</span>}
      {name !== "You" && <span>{name}</span>}
    </p>
  );
}
