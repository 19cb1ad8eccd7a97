import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useEffect, useMemo, useState } from "react";
import type { ElementItem } from "../../protocol/generated/types.ts";
import { Button } from "../../ui/controls.tsx";
import { Unplaced } from "../../ui/versions.tsx";
import { useCommand, useView } from "../room/context.tsx";
import { write } from "./drawing.ts";

/**
 * Words of the user's that somebody replaced or took away without having seen them (BD7). They are offered until the user has decided, also when
 * the element has got other words since.
 */
export function LostWords({ elements, api }: { readonly elements: readonly ElementItem[]; readonly api: ExcalidrawImperativeAPI }) {
  const me = useView((view) => view.me);
  const [offered, setOffered] = useState<ReadonlyMap<string, string>>(new Map());
  const lost = useMemo(() => new Map(elements.flatMap(({ id, lost }) => (lost !== undefined && lost.by === me ? [[id, lost.text]] : []))), [elements, me]);
  useEffect(() => {
    setOffered((before) => ([...lost].every(([id, words]) => before.get(id) === words) ? before : new Map([...before, ...lost])));
  }, [lost]);
  const settled = (id: string) => setOffered((before) => new Map([...before].filter(([other]) => other !== id)));
  return elements.flatMap((element) => {
    const words = offered.get(element.id);
    const rewritten = element.words?.by === me && !lost.has(element.id); // In another tab, perhaps.
    return words === undefined || rewritten ? [] : [<Lost key={element.id} element={element} words={words} api={api} onSettled={settled} />];
  });
}

interface LostProps {
  readonly element: ElementItem;
  readonly words: string;
  readonly api: ExcalidrawImperativeAPI;
  readonly onSettled: (id: string) => void;
}

function Lost({ element: { id, rev, shape, lost }, words, api, onSettled }: LostProps) {
  const command = useCommand();
  // The text as it is, which says that its author has seen it.
  const settle = () => {
    if (lost !== undefined) command({ type: "board.put", elements: [{ id, base: rev, nonce: Math.floor(Math.random() * 2 ** 31), set: { text: shape.text ?? "" } }] });
    onSettled(id);
  };
  const putBack = () => {
    if (words === shape.text) return settle();
    write(api, id, words);
    onSettled(id);
  };
  return (
    <Unplaced why="Somebody wrote over your words on the board at the same moment." words={words} onDismiss={settle}>
      <Button small look="primary" onPress={putBack}>
        Put them back
      </Button>
    </Unplaced>
  );
}
