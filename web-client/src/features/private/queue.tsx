import { ListChecks } from "lucide-react";
import type { ItemId } from "../../protocol/generated/types.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/controls.tsx";
import { Sortable } from "../../ui/sortable.tsx";
import { isFrozen, plansOf, useCommand, useView } from "../room/context.tsx";
import type { Guide } from "./guide.ts";
import { LostEdits } from "./lost-edits.tsx";
import { placing } from "./placing.ts";
import { WhyNoPush } from "./pushing.tsx";
import { QueueEntry } from "./queue-entry.tsx";

/** The probes that are prepared, in the order in which they are meant to be asked. */
export function Queue({ guide, onChoose }: { readonly guide: Guide; readonly onChoose: () => void }) {
  const all = useView(plansOf);
  const queued = all.filter(({ state }) => state === "queued");
  const frozen = useView(isFrozen);
  const command = useCommand();
  const move = (id: ItemId, index: number) => {
    for (const { id: moved, order } of placing(queued, id, index)) command({ type: "probe.move", id: moved, order });
  };
  return (
    <>
      <LostEdits />
      {queued.length === 0 ? (
        <NoQueue frozen={frozen} asked={all.length > 0} onChoose={onChoose} />
      ) : (
        <>
          <WhyNoPush />
          <Sortable ids={queued.map(({ id }) => id)} disabled={frozen} onMove={move}>
            <ol className="records" aria-label="Queue">
              {queued.map((plan, index) => (
                <QueueEntry
                  key={plan.id}
                  plan={plan}
                  guide={guide}
                  first={index === 0}
                  last={index === queued.length - 1}
                  onMove={(step) => {
                    move(plan.id, index + step);
                    announce(`Now at place ${index + step + 1} of ${queued.length}`);
                  }}
                />
              ))}
            </ol>
          </Sortable>
        </>
      )}
    </>
  );
}

function NoQueue({ frozen, asked, onChoose }: { readonly frozen: boolean; readonly asked: boolean; readonly onChoose: () => void }) {
  if (frozen) return <p className="private__quiet">Nothing was left in the queue.</p>;
  return (
    <div className="empty">
      <ListChecks className="icon" aria-hidden />
      <p>{asked ? "The queue is empty." : "Line up the questions that you want at hand. Nobody else sees them until you push one."}</p>
      <Button small onPress={onChoose}>
        Choose from the bank
      </Button>
    </div>
  );
}
