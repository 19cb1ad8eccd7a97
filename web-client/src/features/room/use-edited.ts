import { useEffect, useState } from "react";
import { useView } from "./context.tsx";

/** Something of the room as its user edits it, while others may change it, too. */
export interface Edited<T> {
  readonly value: T;
  /** It is not what the room has. */
  readonly changed: boolean;
  /** The room's has changed since the user began. */
  readonly conflict: boolean;
  /** It is on its way to the server. */
  readonly sending: boolean;
  readonly edit: (value: T) => void;
  /** Notes that it was sent. */
  readonly sent: () => void;
  /** Gives up what the user wrote for what the room has. */
  readonly takeTheirs: () => void;
  /** Lets it stand against what the room has now. */
  readonly keepMine: () => void;
}

/** Holds what the user wrote until the room has it. `same` says whether a value says what the room's, `current`, does, however it is written. */
export function useEdited<T>(current: T, same: (value: T, current: T) => boolean): Edited<T> {
  const [mine, setMine] = useState<{ readonly value: T; readonly since: string; readonly sent: boolean }>();
  const version = JSON.stringify(current);
  const unanswered = useView((view) => view.unanswered > 0);
  const changed = mine !== undefined && !same(mine.value, current);
  const arrived = mine !== undefined && mine.since !== version && !changed;
  useEffect(() => {
    if (arrived) setMine(undefined);
  }, [arrived]);
  return {
    value: mine === undefined || arrived ? current : mine.value,
    changed,
    conflict: changed && mine.since !== version,
    sending: changed && mine.sent && unanswered,
    edit: (value) => setMine({ value, since: mine?.since ?? version, sent: false }),
    sent: () => setMine(mine && { ...mine, sent: true }),
    takeTheirs: () => setMine(undefined),
    keepMine: () => setMine(mine && { ...mine, since: version }),
  };
}
