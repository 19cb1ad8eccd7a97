import { DndContext, type DragEndEvent, KeyboardSensor, type Modifier, PointerSensor, closestCenter, useSensor, useSensors } from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { ListChecks } from "lucide-react";
import type { ItemId, ProbePlanItem } from "../../protocol/generated/types.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/controls.tsx";
import { isFrozen, plansOf, useCommand, useView } from "../room/context.tsx";
import type { Guide } from "./guide.ts";
import { LostEdits } from "./lost-edits.tsx";
import { placing } from "./placing.ts";
import { WhyNoPush } from "./pushing.tsx";
import { QueueEntry } from "./queue-entry.tsx";

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 });

/** The probes that are prepared, in the order in which they are meant to be asked. */
export function Queue({ guide, onChoose }: { readonly guide: Guide; readonly onChoose: () => void }) {
  const all = useView(plansOf);
  const queued = all.filter(({ state }) => state === "queued");
  const frozen = useView(isFrozen);
  const command = useCommand();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }), useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }));
  const move = (id: ItemId, index: number) => {
    for (const { id: moved, order } of placing(queued, id, index)) command({ type: "probe.move", id: moved, order });
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const index = queued.findIndex(({ id }) => id === over?.id);
    if (index >= 0) move(String(active.id), index);
  };
  return (
    <>
      <LostEdits />
      {queued.length === 0 ? (
        <NoQueue frozen={frozen} asked={all.length > 0} onChoose={onChoose} />
      ) : (
        <>
          <WhyNoPush />
          <DndContext sensors={sensors} collisionDetection={closestCenter} modifiers={[upAndDown]} onDragEnd={onDragEnd} accessibility={spoken(queued)}>
            <SortableContext items={queued.map(({ id }) => id)} strategy={verticalListSortingStrategy} disabled={frozen}>
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
            </SortableContext>
          </DndContext>
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

function spoken(queued: readonly ProbePlanItem[]) {
  const place = (id: string | number | undefined) => `place ${queued.findIndex((plan) => plan.id === id) + 1} of ${queued.length}`;
  return {
    screenReaderInstructions: { draggable: "Press space to pick the probe up, the arrow keys to move it, space again to drop it, and escape to leave it where it was." },
    announcements: {
      onDragStart: ({ active }: { active: { id: string | number } }) => `Picked up, at ${place(active.id)}`,
      onDragOver: ({ over }: { over: { id: string | number } | null }) => (over ? `At ${place(over.id)}` : undefined),
      onDragEnd: ({ over }: { over: { id: string | number } | null }) => (over ? `Dropped at ${place(over.id)}` : "Dropped where it was"),
      onDragCancel: () => "Left where it was",
    },
  };
}
