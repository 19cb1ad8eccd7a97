import type { Coverage, ItemId, RequirementItem } from "../../protocol/generated/types.ts";
import type { RoomView } from "../../session/view.ts";
import { coverageOf } from "../../sync/coverage.ts";
import { type Items, item } from "../../sync/predict.ts";
import { type Progress, progressOf } from "./progress.ts";

interface Known {
  readonly coverage: Coverage;
  readonly progress: ReadonlyMap<ItemId, Progress>;
}

const byItems = new WeakMap<Items, Known>();
let last: { readonly text: string; readonly known: Known } | undefined;

/** What of the room is covered; the same object as long as nothing of it changed. Undefined until the room is known. */
export function coverageIn({ items }: RoomView): Coverage | undefined {
  return items && knownOf(items).coverage;
}

/** How far a requirement is covered; undefined for one that is not core. */
export function progressIn({ items }: RoomView, requirement: ItemId): Progress | undefined {
  return items && knownOf(items).progress.get(requirement);
}

function knownOf(items: Items): Known {
  const known = byItems.get(items) ?? compute(items);
  byItems.set(items, known);
  return known;
}

function compute(items: Items): Known {
  const coverage = coverageOf(items);
  const styles = coverage.requirements.map(({ id }) => item<RequirementItem>(items, "requirement", id)?.content.style ?? "functional");
  const text = JSON.stringify([coverage, styles]);
  if (last?.text !== text) {
    const progress = new Map(coverage.requirements.map((one, i) => [one.id, progressOf(styles[i] ?? "functional", one)]));
    last = { text, known: { coverage, progress } };
  }
  return last.known;
}
