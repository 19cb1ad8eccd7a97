import type { Command } from "../../protocol/generated/types.ts";
import type { Conflict } from "../../session/view.ts";
import { useView } from "../room/context.tsx";
import type { ListKind } from "./kinds.ts";

type ListEdit = Extract<Command, { readonly type: `${ListKind}.edit` }>;

/** An edit of an item that somebody took away meanwhile. */
export interface LostEdit<E> {
  /** The item's `kind|id`. */
  readonly item: string;
  readonly conflict: Conflict;
  readonly edit: E;
}

/** The edits of one type whose items are not there any more. */
export function useLostEdits<T extends ListEdit["type"]>(type: T, there: readonly { readonly id: string }[]): readonly LostEdit<Extract<ListEdit, { readonly type: T }>>[] {
  const conflicts = useView((view) => view.conflicts);
  const isOf = (edit: ListEdit): edit is Extract<ListEdit, { readonly type: T }> => edit.type === type;
  return [...conflicts].flatMap(([item, conflict]) => {
    const edit = conflict.command as ListEdit; // Or of another type, which the next line finds out.
    return isOf(edit) && !there.some(({ id }) => id === edit.id) ? [{ item, conflict, edit }] : [];
  });
}
