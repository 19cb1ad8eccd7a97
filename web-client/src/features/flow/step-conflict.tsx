import type { StepEditCommand, StepItem } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { Conflict } from "../lists/conflict.tsx";
import type { LostEdit } from "../lists/lost-edits.ts";
import { useCommand } from "../room/context.tsx";

export function StepConflict({ item, conflict: { current }, edit: { id, content } }: LostEdit<StepEditCommand>) {
  const command = useCommand();
  const theirs = current?.kind === "step" ? (current as StepItem) : undefined;
  return (
    <Conflict
      item={item}
      mine={content.text}
      theirs={theirs?.content.text}
      onMine={() => command(theirs === undefined ? { type: "step.add", id, content } : { type: "step.edit", id, rev: theirs.rev, content })}
      both={{ name: "Keep both", onChoose: () => command({ type: "step.add", id: newId(), content }) }}
    />
  );
}
