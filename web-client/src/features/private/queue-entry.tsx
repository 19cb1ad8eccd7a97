import { useSortable } from "@dnd-kit/sortable";
import { Ellipsis, GripVertical } from "lucide-react";
import { type ReactNode, useCallback, useRef, useState } from "react";
import type { ProbePlanItem } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { announce } from "../../ui/announce.ts";
import { Action, ActionMenu, Button, IconButton } from "../../ui/controls.tsx";
import { afterMenu, useHandOnFocus } from "../../ui/focus.ts";
import { Versions } from "../../ui/versions.tsx";
import { isFrozen, useCommand, useRoom, useView } from "../room/context.tsx";
import { useDraft } from "../probes/drafts.ts";
import { usePhaseName } from "../probes/labels.ts";
import { ConceptChip } from "./concept-chip.tsx";
import { Disclosed } from "./disclosed.tsx";
import { type Guide, cardsOf, entryOf } from "./guide.ts";
import { ProbeForm } from "./probe-form.tsx";
import { ProbeKey } from "./probe-key.tsx";
import { useCanPush } from "./pushing.tsx";

interface QueueEntryProps {
  readonly plan: ProbePlanItem;
  readonly guide: Guide;
  readonly first: boolean;
  readonly last: boolean;
  readonly onMove: (step: -1 | 1) => void;
}

/** One prepared probe: pushed, edited, moved and removed here. */
export function QueueEntry({ plan, guide, first, last, onMove }: QueueEntryProps) {
  const frozen = useView(isFrozen);
  const [draft, setDraft] = useDraft(keyOf(plan));
  const conflict = useView((view) => view.conflicts.get(keyOf(plan)));
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: plan.id });
  const [edited, setEdited] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  useHandOnFocus(row);
  const setRow = useCallback(
    (element: HTMLLIElement | null) => {
      row.current = element;
      setNodeRef(element);
    },
    [setNodeRef],
  );
  const entry = entryOf(guide, plan.bank);
  const style = { translate: `0 ${transform?.y ?? 0}px`, ...(transition === undefined ? {} : { transition: transition.replace("transform", "translate") }) };
  return (
    <li className="record record--queued" ref={setRow} style={style} data-dragging={isDragging || undefined}>
      {!frozen && (
        <button type="button" className="grip" ref={setActivatorNodeRef} {...attributes} {...listeners} aria-label="Reorder">
          <GripVertical className="icon" aria-hidden />
        </button>
      )}
      <div className="record__body">
        {conflict?.command.type === "probe.edit" ? (
          <Conflicting plan={plan} mine={conflict.command.content} />
        ) : draft !== undefined && !frozen ? (
          <Editing plan={plan} draft={draft} setDraft={setDraft} />
        ) : (
          <>
            <p className="record__question">{plan.content.question}</p>
            <About plan={plan} guide={guide} />
            <WithKey entry={entry && <ProbeKey entry={entry} />}>
              {!frozen && (
                <>
                  <PushButton plan={plan} />
                  <More
                    plan={plan}
                    first={first}
                    last={last}
                    onMove={onMove}
                    focused={edited}
                    onEdit={() => {
                      setDraft({ text: plan.content.question, rev: plan.rev });
                      setEdited(true);
                    }}
                  />
                </>
              )}
            </WithKey>
          </>
        )}
      </div>
    </li>
  );
}

function WithKey({ entry, children }: { readonly entry: ReactNode; readonly children: ReactNode }) {
  return entry ? (
    <Disclosed name="Key" beside={children}>
      {entry}
    </Disclosed>
  ) : (
    <div className="record__actions">{children}</div>
  );
}

function About({ plan: { content }, guide }: Pick<QueueEntryProps, "plan" | "guide">) {
  const phaseName = usePhaseName();
  if (content.concept === undefined && content.phase === undefined) return null;
  return (
    <div className="record__chips">
      {content.concept !== undefined && <ConceptChip concept={content.concept} cards={cardsOf(guide)} />}
      {content.phase !== undefined && <span className="chip">{phaseName(content.phase)}</span>}
    </div>
  );
}

function PushButton({ plan: { id } }: { readonly plan: ProbePlanItem }) {
  const command = useCommand();
  const canPush = useCanPush();
  return (
    <Button
      small
      look="primary"
      isDisabled={!canPush}
      onPress={() => {
        command({ type: "probe.push", id });
        announce("Pushed to everybody");
      }}
    >
      Push
    </Button>
  );
}

interface MoreProps extends Omit<QueueEntryProps, "guide"> {
  /** Whether it comes back with the focus, after an edit. */
  readonly focused: boolean;
  readonly onEdit: () => void;
}

function More({ plan, first, last, onMove, focused, onEdit }: MoreProps) {
  const command = useCommand();
  return (
    <ActionMenu
      label="This probe"
      button={
        <IconButton small autoFocus={focused} label="Edit, move or remove">
          <Ellipsis className="icon" aria-hidden />
        </IconButton>
      }
    >
      <Action onAction={() => afterMenu(onEdit)}>Edit</Action>
      <Action onAction={() => afterMenu(() => onMove(-1))} isDisabled={first}>
        Move up
      </Action>
      <Action onAction={() => afterMenu(() => onMove(1))} isDisabled={last}>
        Move down
      </Action>
      <Action danger onAction={() => afterMenu(() => command({ type: "probe.remove", id: plan.id, rev: plan.rev }))}>
        Remove
      </Action>
    </ActionMenu>
  );
}

type DraftOf = ReturnType<typeof useDraft>;

function Editing({ plan, draft, setDraft }: { readonly plan: ProbePlanItem; readonly draft: NonNullable<DraftOf[0]>; readonly setDraft: DraftOf[1] }) {
  const command = useCommand();
  const { question: _, ...about } = plan.content;
  return (
    <ProbeForm label="Edit the probe" about={about} question={draft.text} onQuestion={(text) => setDraft({ text, rev: draft.rev })} onEscape={() => setDraft(undefined)}>
      {(content) => (
        <>
          <Button small look="quiet" onPress={() => setDraft(undefined)}>
            Cancel
          </Button>
          <Button
            small
            look="primary"
            isDisabled={content === undefined}
            onPress={() => {
              if (content) command({ type: "probe.edit", id: plan.id, rev: draft.rev, content });
              setDraft(undefined);
            }}
          >
            Save
          </Button>
        </>
      )}
    </ProbeForm>
  );
}

function Conflicting({ plan, mine }: { readonly plan: ProbePlanItem; readonly mine: ProbePlanItem["content"] }) {
  const { session } = useRoom();
  const command = useCommand();
  const limit = useView((view) => view.limits?.questionLength);
  return (
    <Versions
      mine={mine.question}
      theirs={plan.content.question}
      limit={limit}
      onChoose={(question) => {
        session?.settle(keyOf(plan));
        if (question !== undefined) command({ type: "probe.edit", id: plan.id, rev: plan.rev, content: { ...mine, question } });
      }}
    />
  );
}
