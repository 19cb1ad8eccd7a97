import type { EntityEditCommand, EntityItem } from "../../protocol/generated/types.ts";
import { entityWords } from "../../session/words.ts";
import { Conflict } from "../lists/conflict.tsx";
import type { LostEdit } from "../lists/lost-edits.ts";
import { useCommand } from "../room/context.tsx";
import { joined } from "./fields.ts";

export function EntityConflict({ item, conflict: { current }, edit: { id, content } }: LostEdit<EntityEditCommand>) {
  const command = useCommand();
  const theirs = current?.kind === "entity" ? (current as EntityItem) : undefined;
  const put = (chosen: EntityItem["content"]) => command(theirs === undefined ? { type: "entity.add", id, content: chosen } : { type: "entity.edit", id, rev: theirs.rev, content: chosen });
  return (
    <Conflict
      item={item}
      mine={entityWords(content)}
      theirs={theirs && entityWords(theirs.content)}
      onMine={() => put(content)}
      both={theirs && { name: "Join both", onChoose: () => put(joined(content, theirs.content)) }}
    />
  );
}
