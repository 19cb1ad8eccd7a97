import type { EndpointEditCommand, EndpointItem } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { endpointWords } from "../../session/words.ts";
import { Conflict } from "../lists/conflict.tsx";
import type { LostEdit } from "../lists/lost-edits.ts";
import { useCommand } from "../room/context.tsx";

export function EndpointConflict({ item, conflict: { current }, edit: { id, content } }: LostEdit<EndpointEditCommand>) {
  const command = useCommand();
  const theirs = current?.kind === "endpoint" ? (current as EndpointItem) : undefined;
  return (
    <Conflict
      item={item}
      mine={endpointWords(content)}
      theirs={theirs && endpointWords(theirs.content)}
      onMine={() => command(theirs === undefined ? { type: "endpoint.add", id, content } : { type: "endpoint.edit", id, rev: theirs.rev, content })}
      both={{ name: "Keep both", onChoose: () => command({ type: "endpoint.add", id: newId(), content }) }}
    />
  );
}
