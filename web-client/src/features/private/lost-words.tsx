import { newId } from "../../net/secrets.ts";
import { Button } from "../../ui/controls.tsx";
import { Unplaced } from "../../ui/versions.tsx";
import { useCommand, useRoom, useView } from "../room/context.tsx";
import { useDraft } from "../probes/drafts.ts";
import { useLostIds } from "../probes/lost.ts";

type Kind = "private-note" | "bookmark";

export interface LostWordsProps {
  readonly kind: Kind;
  readonly there: readonly { readonly id: string }[];
}

/** Edits of notes or bookmarks that another interviewer removed meanwhile. */
export function LostWords({ kind, there }: LostWordsProps) {
  return useLostIds(kind, new Set(there.map(({ id }) => id))).map((id) => <Lost key={id} kind={kind} id={id} />);
}

function Lost({ kind, id }: { readonly kind: Kind; readonly id: string }) {
  const { session } = useRoom();
  const command = useCommand();
  const key = `${kind}|${id}`;
  const [draft, setDraft] = useDraft(key);
  const refused = useView((view) => view.conflicts.get(key)?.command);
  const asked = refused?.type === "private-note.edit" ? refused.text : refused?.type === "bookmark.edit" ? refused.label : undefined;
  const words = (draft?.text ?? asked ?? "").trim();
  const settle = () => {
    setDraft(undefined);
    session?.settle(key);
  };
  const again = () => {
    if (words !== "") command(kind === "bookmark" ? { type: "bookmark.add", id: newId(), label: words } : { type: "private-note.add", id: newId(), text: words });
    settle();
  };
  return (
    <Unplaced why={`The ${kind === "bookmark" ? "bookmark" : "note"} was removed while you edited it.`} words={words} onDismiss={settle}>
      <Button small look="primary" onPress={again}>
        Add it again
      </Button>
    </Unplaced>
  );
}
