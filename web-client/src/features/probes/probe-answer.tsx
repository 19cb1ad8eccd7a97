import type { ReactNode } from "react";
import type { ProbeItem } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { Unplaced, Versions } from "../../ui/versions.tsx";
import { isFrozen, useCommand, useRoom, useView } from "../room/context.tsx";
import { AnswerField, Answered } from "./answer-field.tsx";
import { useDraft } from "./drafts.ts";
import { useName, useTimeLabel } from "./labels.ts";

export interface ProbeAnswerProps {
  readonly probe: ProbeItem;
  /** The id of the element that has the question. */
  readonly question: string;
  /** What else may be done about the probe; stands below the answer. */
  readonly actions?: ReactNode;
}

/** A probe's answer, and for who takes part the place to write it. */
export function ProbeAnswer({ probe, question, actions }: ProbeAnswerProps) {
  const { session } = useRoom();
  const frozen = useView(isFrozen);
  const command = useCommand();
  const limit = useView((view) => view.limits?.answerLength);
  const [draft, setDraft] = useDraft(keyOf(probe));
  const conflict = useView((view) => view.conflicts.get(keyOf(probe)));
  const { id, kind, rev, answer, status } = probe;
  const saved = answer?.text ?? "";
  const by = answer && <By by={answer.by} time={answer.time} />;
  const read = <Answered item={{ kind, id }} label="Answer" saved={saved} by={by} />;
  if (session === undefined) return read;
  const closed = frozen || status === "closed";
  if (!closed && conflict === undefined) {
    return (
      <AnswerField
        item={{ kind, id }}
        fieldId={answerFieldId(id)}
        label="Answer"
        question={question}
        placeholder="What would you say?"
        limit={limit}
        saved={saved}
        rev={rev}
        by={by}
        onSave={(text, from) => command({ type: "probe.answer", id, rev: from, text })}
        actions={actions}
      />
    );
  }
  return (
    <>
      {conflict?.command.type === "probe.answer" && <AnswerConflict probe={probe} mine={conflict.command.text} />}
      {conflict === undefined && draft !== undefined && draft.text !== saved && (
        <Unplaced why={whyNot(frozen)} words={draft.text} onDismiss={() => setDraft(undefined)} />
      )}
      {closed && read}
      {actions !== undefined && <div className="answer__foot">{actions}</div>}
    </>
  );
}

/** The id of the field in which a probe is answered. */
export function answerFieldId(probe: string): string {
  return `answer-${probe}`;
}

function whyNot(frozen: boolean): string {
  return `${frozen ? "The interview ended" : "The probe was closed"} before this was saved.`;
}

function By({ by, time }: { readonly by: string; readonly time: number }) {
  const name = useName(by);
  return `${name}, ${useTimeLabel()(time)}`;
}

function AnswerConflict({ probe, mine }: { readonly probe: ProbeItem; readonly mine: string }) {
  const { session } = useRoom();
  const command = useCommand();
  const frozen = useView(isFrozen);
  const limit = useView((view) => view.limits?.answerLength);
  const settle = () => session?.settle(keyOf(probe));
  if (frozen || probe.status === "closed") return <Unplaced why={whyNot(frozen)} words={mine} onDismiss={settle} />;
  return (
    <Versions
      mine={mine}
      theirs={probe.answer?.text ?? ""}
      limit={limit}
      onChoose={(text) => {
        settle();
        if (text !== undefined) command({ type: "probe.answer", id: probe.id, rev: probe.rev, text });
      }}
    />
  );
}
