import { DndContext, type DragEndEvent, KeyboardSensor, type Modifier, PointerSensor, closestCenter, useSensor, useSensors } from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import type { ReactNode } from "react";
import "./sortable.css";

export interface SortableProps {
  /** In the order in which they are shown. */
  readonly ids: readonly string[];
  readonly disabled?: boolean;
  /** One was put down where the one at `index` stood. */
  readonly onMove: (id: string, index: number) => void;
  readonly children: ReactNode;
}

type Id = string | number;

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 });

/** A list whose rows, each a `useSortable`, are moved up and down by pointer and by keyboard, with words for who listens. */
export function Sortable({ ids, disabled = false, onMove, children }: SortableProps) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const index = ids.indexOf(String(over?.id));
    if (index >= 0) onMove(String(active.id), index);
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} modifiers={[upAndDown]} onDragEnd={onDragEnd} accessibility={spoken(ids)}>
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy} disabled={disabled}>
        {children}
      </SortableContext>
    </DndContext>
  );
}

function spoken(ids: readonly string[]) {
  const place = (id: Id) => `place ${ids.indexOf(String(id)) + 1} of ${ids.length}`;
  return {
    screenReaderInstructions: { draggable: "Press space to pick it up, the arrow keys to move it, space again to drop it, and escape to leave it where it was." },
    announcements: {
      onDragStart: ({ active }: { active: { id: Id } }) => `Picked up, at ${place(active.id)}`,
      onDragOver: ({ over }: { over: { id: Id } | null }) => (over ? `At ${place(over.id)}` : undefined),
      onDragEnd: ({ over }: { over: { id: Id } | null }) => (over ? `Dropped at ${place(over.id)}` : "Dropped where it was"),
      onDragCancel: () => "Left where it was",
    },
  };
}
