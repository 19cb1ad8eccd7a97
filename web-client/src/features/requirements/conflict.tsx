import type { RequirementItem, StoredItem } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import type { Conflict as View } from "../../session/view.ts";
import { Button } from "../../ui/controls.tsx";
import { useCommand, useRoom } from "../room/context.tsx";

/** Two people edited one requirement: both versions, and which shall stand. */
export function Conflict({ conflict, item }: { readonly conflict: View; readonly item: string }) {
  const { session } = useRoom();
  const command = useCommand();
  const { command: mine } = conflict;
  if (mine.type !== "requirement.edit") return null;
  const theirs = requirementOf(conflict.current);
  const settled = () => session?.settle(item);
  const keepMine = () => {
    if (theirs === undefined) command({ type: "requirement.add", id: newId(), content: mine.content });
    else command({ type: "requirement.edit", id: mine.id, rev: theirs.rev, content: mine.content });
    settled();
  };
  const keepBoth = () => {
    command({ type: "requirement.add", id: newId(), content: mine.content });
    settled();
  };
  return (
    <div className="conflict" role="alert">
      <p>{theirs === undefined ? "Somebody deleted this while you edited it." : "Somebody else changed this while you edited it."}</p>
      <dl>
        <dt>{theirs === undefined ? "Theirs" : "Now there"}</dt>
        <dd>{theirs === undefined ? <em>deleted</em> : `${theirs.content.text}${theirs.content.target === undefined ? "" : ` · ${theirs.content.target}`}`}</dd>
        <dt>Yours</dt>
        <dd>{`${mine.content.text}${mine.content.target === undefined ? "" : ` · ${mine.content.target}`}`}</dd>
      </dl>
      <div className="requirement__buttons">
        <Button small look="primary" onPress={keepMine}>{theirs === undefined ? "Put mine back" : "Take mine"}</Button>
        <Button small onPress={settled}>{theirs === undefined ? "Leave it deleted" : "Leave theirs"}</Button>
        {theirs !== undefined && <Button small look="quiet" onPress={keepBoth}>Keep both</Button>}
      </div>
    </div>
  );
}

function requirementOf(item: StoredItem | undefined): RequirementItem | undefined {
  return item?.kind === "requirement" ? (item as RequirementItem) : undefined;
}
