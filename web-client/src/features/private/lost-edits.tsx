import type { ItemId } from "../../protocol/generated/types.ts";
import { Button } from "../../ui/controls.tsx";
import { Unplaced } from "../../ui/versions.tsx";
import { isFrozen, plansOf, useRoom, useView } from "../room/context.tsx";
import { useDraft } from "../probes/drafts.ts";
import { useLostIds } from "../probes/lost.ts";
import { useQueueing } from "./pushing.tsx";

/** Edits of probes that were removed or pushed while the user wrote them. */
export function LostEdits() {
  const plans = useView(plansOf);
  const queued = new Set(plans.flatMap(({ id, state }) => (state === "queued" ? [id] : [])));
  return useLostIds("probe-plan", queued).map((id) => <LostEdit key={id} id={id} />);
}

function LostEdit({ id }: { readonly id: ItemId }) {
  const { session } = useRoom();
  const key = `probe-plan|${id}`;
  const [draft, setDraft] = useDraft(key);
  const refused = useView((view) => view.conflicts.get(key)?.command);
  const before = useView((view) => plansOf(view).find((plan) => plan.id === id)?.content);
  const frozen = useView(isFrozen);
  const queue = useQueueing();
  const content = refused?.type === "probe.edit" ? refused.content : { ...before, question: draft?.text ?? "" };
  if (content.question === "" || content.question === before?.question) return null;
  const settle = () => {
    setDraft(undefined);
    session?.settle(key);
  };
  return (
    <Unplaced why={`The probe was ${before ? "pushed" : "removed"} while you edited it.`} words={content.question} onDismiss={settle}>
      {!frozen && (
        <Button
          small
          look="primary"
          onPress={() => {
            queue(content, undefined, false);
            settle();
          }}
        >
          Queue as another
        </Button>
      )}
    </Unplaced>
  );
}
