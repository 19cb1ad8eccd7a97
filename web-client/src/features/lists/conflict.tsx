import type { ReactNode } from "react";
import { useRoom } from "../room/context.tsx";
import { Button } from "../../ui/controls.tsx";

export interface ConflictProps {
  /** The item that both edited, by `kind|id`. */
  readonly item: string;
  readonly mine: ReactNode;
  /** What is there now; undefined if it was taken away. */
  readonly theirs: ReactNode | undefined;
  readonly onMine: () => void;
  /** What keeps something of both. */
  readonly both?: { readonly name: string; readonly onChoose: () => void } | undefined;
}

/** Two people edited one item: both versions, and which shall stand. */
export function Conflict({ item, mine, theirs, onMine, both }: ConflictProps) {
  const { session } = useRoom();
  const settled = () => session?.settle(item);
  const chosen = (choose: () => void) => () => {
    choose();
    settled();
  };
  const deleted = theirs === undefined;
  return (
    <div className="conflict" role="alert">
      <p>{deleted ? "Somebody deleted this while you edited it." : "Somebody else changed this while you edited it."}</p>
      <dl>
        <dt>{deleted ? "Theirs" : "Now there"}</dt>
        <dd>{deleted ? <em>deleted</em> : theirs}</dd>
        <dt>Yours</dt>
        <dd>{mine}</dd>
      </dl>
      <div className="edit-form__buttons">
        <Button small look="primary" onPress={chosen(onMine)}>{deleted ? "Put mine back" : "Take mine"}</Button>
        <Button small onPress={settled}>{deleted ? "Leave it deleted" : "Leave theirs"}</Button>
        {!deleted && both !== undefined && <Button small look="quiet" onPress={chosen(both.onChoose)}>{both.name}</Button>}
      </div>
    </div>
  );
}
