import type { ItemId, Order } from "../../protocol/generated/types.ts";
import { between, orderLength } from "../../sync/order.ts";

interface Ordered {
  readonly id: ItemId;
  readonly order: Order;
}

/**
 * The moves that bring the item of a list, sorted by `order` and then `id`, to another index: one, unless neighbours have the same key, which
 * leaves no room between them; then those after it move along. None if a key would grow too long.
 */
export function placing(list: readonly Ordered[], id: ItemId, index: number): readonly Ordered[] {
  const from = list.findIndex((one) => one.id === id);
  const moved = list[from];
  if (moved === undefined || from === index) return [];
  const others = list.filter((one) => one !== moved);
  const after = others.slice(index);
  let last = others[index - 1]?.order ?? null;
  const free = last === null ? 0 : after.findIndex(({ order }) => order > (last ?? ""));
  const tied = free < 0 ? after : after.slice(0, free);
  const next = free < 0 ? null : (after[free]?.order ?? null);
  const moves: Ordered[] = [];
  for (const { id } of [moved, ...tied]) {
    last = between(last, next);
    if (last.length > orderLength) return [];
    moves.push({ id, order: last });
  }
  return moves;
}
