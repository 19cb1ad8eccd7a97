import type { Content, RequirementEditCommand, RequirementItem } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import type { Conflict as View } from "../../session/view.ts";
import { Conflict } from "../lists/conflict.tsx";
import { useCommand } from "../room/context.tsx";

export interface RequirementConflictProps {
  readonly item: string;
  readonly conflict: View;
  readonly edit: RequirementEditCommand;
}

export function RequirementConflict({ item, conflict: { current }, edit: { id, content } }: RequirementConflictProps) {
  const command = useCommand();
  const theirs = current?.kind === "requirement" ? (current as RequirementItem) : undefined;
  return (
    <Conflict
      item={item}
      mine={words(content)}
      theirs={theirs && words(theirs.content)}
      onMine={() => command(theirs === undefined ? { type: "requirement.add", id, content } : { type: "requirement.edit", id, rev: theirs.rev, content })}
      both={{ name: "Keep both", onChoose: () => command({ type: "requirement.add", id: newId(), content }) }}
    />
  );
}

function words({ text, target }: Content): string {
  return target === undefined ? text : `${text} · ${target}`;
}
