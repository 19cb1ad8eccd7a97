import { useView } from "../room/context.tsx";
import { useDraftIds } from "./drafts.ts";

/** The ids of items of which the user still has words that wait for a place, though they are not `there` any more. */
export function useLostIds(kind: "probe" | "dive" | "probe-plan" | "private-note" | "bookmark", there: ReadonlySet<string>): readonly string[] {
  const known = useView((view) => view.items !== undefined && view.connection.status === "live");
  const drafts = useDraftIds(kind);
  const conflicts = useView((view) => view.conflicts);
  if (!known) return [];
  const refused = [...conflicts.keys()].flatMap((key) => (key.startsWith(`${kind}|`) ? [key.slice(kind.length + 1)] : []));
  return [...new Set([...drafts, ...refused])].filter((id) => !there.has(id));
}
