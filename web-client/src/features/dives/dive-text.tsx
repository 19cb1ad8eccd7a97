import type { DiveItem, ItemId, RequirementItem } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { item } from "../../sync/predict.ts";
import { Unplaced, Versions } from "../../ui/versions.tsx";
import { AnswerField, Answered } from "../probes/answer-field.tsx";
import { useDraft } from "../probes/drafts.ts";
import { useLostIds } from "../probes/lost.ts";
import { isFrozen, useCommand, useRoom, useView } from "../room/context.tsx";
import type { Section } from "./sections.ts";

const label = "How the design meets it";

export interface DiveTextProps {
  readonly requirement: ItemId;
  /** Undefined as long as nobody wrote anything. */
  readonly dive: DiveItem | undefined;
  /** The id of the element that has the requirement's text. */
  readonly title: string;
}

/** How the design meets a requirement, in the words of those who take part. */
export function DiveText({ requirement, dive, title }: DiveTextProps) {
  const { session } = useRoom();
  const frozen = useView(isFrozen);
  const command = useCommand();
  const limit = useView((view) => view.limits?.answerLength);
  const dived = { kind: "dive", id: requirement } as const;
  const [draft, setDraft] = useDraft(keyOf(dived));
  const conflict = useView((view) => view.conflicts.get(keyOf(dived))?.command);
  const { rev, text: saved } = dive ?? { rev: 0, text: "" };
  const read = <Answered item={dived} label={label} saved={saved} />;
  if (session === undefined) return read;
  const write = (text: string, from: number) => command({ type: "dive.write", id: requirement, rev: from, text });
  const settle = () => session.settle(keyOf(dived));
  if (frozen) {
    const words = conflict?.type === "dive.write" ? conflict.text : draft?.text;
    return (
      <>
        {words !== undefined && words !== saved && (
          <Unplaced
            why="The interview ended before this was saved."
            words={words}
            onDismiss={() => {
              setDraft(undefined);
              settle();
            }}
          />
        )}
        {read}
      </>
    );
  }
  if (conflict?.type === "dive.write") {
    return (
      <Versions
        mine={conflict.text}
        theirs={saved}
        limit={limit}
        onChoose={(text) => {
          settle();
          if (text !== undefined) write(text, rev);
        }}
      />
    );
  }
  return (
    <AnswerField
      item={dived}
      fieldId={`dive-text-${requirement}`}
      label={label}
      question={title}
      placeholder="Which parts of the design do it, and how do the numbers work out?"
      limit={limit}
      saved={saved}
      rev={rev}
      // Where there are no words, none can be replaced unseen: somebody may have marked it as met since.
      onSave={(text, from) => write(text, saved === "" ? rev : from)}
    />
  );
}

/** What the user wrote about requirements that have no section any more. */
export function LostDives({ shown }: { readonly shown: readonly Section[] }) {
  return useLostIds("dive", new Set(shown.map(({ requirement }) => requirement.id))).map((id) => <LostDive key={id} id={id} />);
}

function LostDive({ id }: { readonly id: ItemId }) {
  const { session } = useRoom();
  const key = keyOf({ kind: "dive", id });
  const [draft, setDraft] = useDraft(key);
  const refused = useView((view) => view.conflicts.get(key)?.command);
  const isThere = useView((view) => view.items !== undefined && item<RequirementItem>(view.items, "requirement", id) !== undefined);
  const words = draft?.text ?? (refused?.type === "dive.write" ? refused.text : "");
  return (
    <Unplaced
      why={isThere ? "The requirement went below the line while you wrote how the design meets it." : "The requirement was removed while you wrote how the design meets it."}
      words={words}
      onDismiss={() => {
        setDraft(undefined);
        session?.settle(key);
      }}
    />
  );
}
