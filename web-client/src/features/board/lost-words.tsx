import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import type { ElementItem } from "../../protocol/generated/types.ts";
import { Button } from "../../ui/controls.tsx";
import { Unplaced } from "../../ui/versions.tsx";
import { useCommand, useView } from "../room/context.tsx";
import { write } from "./drawing.ts";

/** Words of the user's that somebody replaced or took away without having seen them (BD7), offered until the user has decided. */
export function LostWords({ elements, api }: { readonly elements: readonly ElementItem[]; readonly api: ExcalidrawImperativeAPI }) {
  const me = useView((view) => view.me);
  return elements.flatMap((element) => (element.lost !== undefined && element.lost.by === me ? [<Lost key={element.id} element={element} words={element.lost.text} api={api} />] : []));
}

function Lost({ element: { id, rev, shape }, words, api }: { readonly element: ElementItem; readonly words: string; readonly api: ExcalidrawImperativeAPI }) {
  const command = useCommand();
  // The text as it is, which says that its author has seen it.
  const settle = () => command({ type: "board.put", elements: [{ id, base: rev, nonce: Math.floor(Math.random() * 2 ** 31), set: { text: shape.text ?? "" } }] });
  const putBack = () => {
    if (words === shape.text) settle();
    else write(api, id, words);
  };
  return (
    <Unplaced why="Somebody wrote over your words on the board at the same moment." words={words} onDismiss={settle}>
      <Button small look="primary" onPress={putBack}>
        Put them back
      </Button>
    </Unplaced>
  );
}
