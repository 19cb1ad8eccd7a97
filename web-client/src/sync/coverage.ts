import type {
  Coverage, DiveItem, EndpointItem, ItemId, RequirementCoverage, RequirementItem, StoredItem, WalkItem,
} from "../protocol/generated/types.ts";
import { keyOf } from "./fold.ts";
import { byOrder, item, itemsOf } from "./predict.ts";

/** What the design covers (CV1, CV2). */
export function coverageOf(items: ReadonlyMap<string, StoredItem>): Coverage {
  const requirements = itemsOf<RequirementItem>(items, "requirement").sort(byOrder);
  const endpoints = itemsOf<EndpointItem>(items, "endpoint").sort(byOrder);
  const isWalked = ({ id }: EndpointItem) =>
    item<WalkItem>(items, "walk", id)?.elements.every((element) => items.has(keyOf({ kind: "element", id: element }))) ?? false;
  const ofRequirement = ({ id, content }: RequirementItem): RequirementCoverage => {
    const serving = endpoints.filter((endpoint) => endpoint.content.requirements.includes(id));
    const dive = diveOf(items, id);
    const covered = content.style === "functional" ? serving.some(isWalked) : dive === "met";
    return { id, covered, endpoints: serving.map((endpoint) => endpoint.id), dive };
  };
  return {
    requirements: requirements.filter(({ content }) => content.scope === "core").map(ofRequirement),
    endpoints: endpoints.map((endpoint) => ({
      id: endpoint.id,
      walked: isWalked(endpoint),
      requirements: requirements.map(({ id }) => id).filter((id) => endpoint.content.requirements.includes(id)),
    })),
  };
}

function diveOf(items: ReadonlyMap<string, StoredItem>, requirement: ItemId): RequirementCoverage["dive"] {
  const dive = item<DiveItem>(items, "dive", requirement);
  if (dive?.met) return "met";
  return dive?.text ? "open" : "none";
}
