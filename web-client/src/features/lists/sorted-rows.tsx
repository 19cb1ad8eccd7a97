import { arrayMove } from "@dnd-kit/sortable";
import { type ReactNode, useCallback, useMemo } from "react";
import { Sortable } from "../../ui/sortable.tsx";
import { useCommand } from "../room/context.tsx";
import type { ListItem } from "./kinds.ts";
import type { Nudge } from "./list-row.tsx";
import { orderAt } from "./moving.ts";

export interface SortedRowsProps<T extends ListItem> {
  /** In the order in which they are shown; of one kind, and not all of it where the kind has several lists. */
  readonly items: readonly T[];
  readonly may: boolean;
  /** Makes the `ListRow` of one. */
  readonly row: (item: T, nudge: Nudge) => ReactNode;
}

/** The rows of a list, each of which can be moved. */
export function SortedRows<T extends ListItem>({ items, may, row }: SortedRowsProps<T>) {
  const command = useCommand();
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const move = useCallback(
    (id: string, to: number) => {
      const from = ids.indexOf(id);
      const item = items[from];
      if (item === undefined || from === to || to < 0 || to >= ids.length) return;
      const order = orderAt(arrayMove([...ids], from, to), id, (other) => items.find((one) => one.id === other)?.order);
      if (order !== undefined) command({ type: `${item.kind}.move`, id, order });
    },
    [ids, items, command],
  );
  const nudge = useCallback<Nudge>((id, by) => move(id, ids.indexOf(id) + by), [move, ids]);
  return (
    <Sortable ids={ids} disabled={!may} onMove={move}>
      <ol>{items.map((item) => row(item, nudge))}</ol>
    </Sortable>
  );
}
