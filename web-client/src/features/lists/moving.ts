import { between } from "../../sync/order.ts";

/**
 * The key with which an item comes to stand where its row is: after the row above it and before the next one below it. Undefined where its own key
 * does that already. Two people can give two items one key; a key after the upper one is taken then.
 */
export function orderAt(rows: readonly string[], id: string, orderOf: (row: string) => string | undefined): string | undefined {
  const index = rows.indexOf(id);
  const keyOf = (row: string | undefined) => (row === undefined ? null : (orderOf(row) ?? null));
  const above = keyOf(rows[index - 1]);
  const below = rows.slice(index + 1).map(keyOf).find((order) => order !== null && (above === null || order > above)) ?? null;
  const now = keyOf(id);
  const stays = now !== null && (above === null || above < now) && (below === null || now < below);
  return stays ? undefined : between(above, below);
}
