import { type FocusEvent, type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import type { ProbeItem } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { Button } from "../../ui/controls.tsx";
import { GrowingArea } from "../../ui/growing-area.tsx";
import { Unplaced, Versions } from "../../ui/versions.tsx";
import { isFrozen, useCommand, useRoom, useView } from "../room/context.tsx";
import { useDraft } from "./drafts.ts";
import { useName, useTimeLabel } from "./labels.ts";
import { Typists } from "./typists.tsx";

export interface ProbeAnswerProps {
  readonly probe: ProbeItem;
  /** The id of the element that has the question. */
  readonly question: string;
  /** What else may be done about the probe; stands below the answer. */
  readonly actions?: ReactNode;
}

/** A probe's answer, and for who takes part the place to write it: saved by Ctrl or Cmd with Enter, by the button, and on leaving the field. */
export function ProbeAnswer({ probe, question, actions }: ProbeAnswerProps) {
  const { session } = useRoom();
  const frozen = useView(isFrozen);
  const [draft, setDraft] = useDraft(keyOf(probe));
  const conflict = useView((view) => view.conflicts.get(keyOf(probe)));
  if (session === undefined) return <Answered probe={probe} />;
  if (!frozen && probe.status !== "closed" && conflict === undefined) return <AnswerField probe={probe} question={question} actions={actions} />;
  return (
    <>
      {conflict?.command.type === "probe.answer" && <AnswerConflict probe={probe} mine={conflict.command.text} />}
      {conflict === undefined && draft !== undefined && draft.text !== probe.answer?.text && (
        <Unplaced why={whyNot(frozen)} words={draft.text} onDismiss={() => setDraft(undefined)} />
      )}
      {(conflict === undefined || frozen || probe.status === "closed") && <Answered probe={probe} />}
      {actions !== undefined && <div className="answer__foot">{actions}</div>}
    </>
  );
}

/** The id of the field in which a probe is answered. */
export function answerFieldId(probe: string): string {
  return `answer-${probe}`;
}

function AnswerField({ probe, question, actions }: ProbeAnswerProps) {
  const { session } = useRoom();
  const command = useCommand();
  const limit = useView((view) => view.limits?.answerLength);
  const [draft, setDraft] = useDraft(keyOf(probe));
  const field = useRef<HTMLTextAreaElement>(null);
  const state = useId();
  const saved = probe.answer?.text ?? "";
  const text = draft?.text ?? saved;
  const unsaved = draft !== undefined && draft.text !== saved;

  const change = (now: string) => {
    setDraft({ text: now, rev: draft?.rev ?? probe.rev });
    session?.signals.typing({ item: { kind: "probe", id: probe.id } });
  };
  const save = () => {
    if (draft === undefined) return;
    if (unsaved) command({ type: "probe.answer", id: probe.id, rev: draft.rev, text: draft.text.trim() === "" ? "" : draft.text });
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
  };
  // To the field's own button: that saves.
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLTextAreaElement>) => {
    if (!currentTarget.closest(".answer")?.contains(relatedTarget)) save();
  };
  return (
    <div className="answer">
      <div className="answer__head">
        <label htmlFor={answerFieldId(probe.id)}>Answer</label>
        <p className="answer__state" id={state}>
          <Typists place={keyOf(probe)} otherwise={unsaved ? "Not saved yet" : <AnsweredBy probe={probe} />} />
        </p>
      </div>
      <GrowingArea
        ref={field}
        id={answerFieldId(probe.id)}
        label="Answer"
        describedBy={`${question} ${state}`}
        placeholder="What would you say?"
        value={text}
        maxLength={limit}
        onChange={change}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      <div className="answer__foot">
        {actions}
        {unsaved && (
          <span className="answer__save">
            <span className="answer__keys" aria-hidden>
              <kbd>Ctrl</kbd> <kbd>Enter</kbd>
            </span>
            <Button
              small
              look="primary"
              onPress={() => {
                save();
                field.current?.focus();
              }}
            >
              Save
            </Button>
          </span>
        )}
      </div>
    </div>
  );
}

function Answered({ probe }: { readonly probe: ProbeItem }) {
  return (
    <div className="answer">
      <div className="answer__head">
        <span>Answer</span>
        <p className="answer__state">
          <Typists place={keyOf(probe)} otherwise={probe.answer ? <AnsweredBy probe={probe} /> : "None yet"} />
        </p>
      </div>
      {probe.answer && <p className="answer__text">{probe.answer.text}</p>}
    </div>
  );
}

function whyNot(frozen: boolean): string {
  return `${frozen ? "The interview ended" : "The probe was closed"} before this was saved.`;
}

function AnsweredBy({ probe: { answer } }: { readonly probe: ProbeItem }) {
  return answer && <By by={answer.by} time={answer.time} />;
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
