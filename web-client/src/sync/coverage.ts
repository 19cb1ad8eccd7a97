import type { Coverage, DiveItem, EndpointItem, RequirementItem, StoredItem, WalkItem } from "../protocol/generated/types.ts";
import { keyOf } from "./fold.ts";
import { byOrder, item, itemsOf } from "./predict.ts";

/** What of the core requirements the design covers so far, and which endpoints are walked (CV1, CV2). */
export function coverageOf(items: ReadonlyMap<string, StoredItem>): Coverage {
  const requirements = itemsOf<RequirementItem>(items, "requirement").sort(byOrder);
  const endpoints = itemsOf<EndpointItem>(items, "endpoint").sort(byOrder);
  const walked = new Set(endpoints.flatMap(({ id }) => (isWalked(items, id) ? [id] : [])));
  return {
    requirements: requirements.flatMap(({ id, content }) => {
      if (content.scope !== "core") return [];
      const serving = endpoints.flatMap((endpoint) => (endpoint.content.requirements.includes(id) ? [endpoint.id] : []));
      const dive = diveState(item<DiveItem>(items, "dive", id));
      const covered = content.style === "functional" ? serving.some((endpoint) => walked.has(endpoint)) : dive === "met";
      return [{ id, covered, endpoints: serving, dive }];
    }),
    endpoints: endpoints.map(({ id, content }) => ({
      id,
      walked: walked.has(id),
      requirements: requirements.flatMap((requirement) => (content.requirements.includes(requirement.id) ? [requirement.id] : [])),
    })),
  };
}

function isWalked(items: ReadonlyMap<string, StoredItem>, endpoint: string): boolean {
  const walk = item<WalkItem>(items, "walk", endpoint);
  return walk !== undefined && walk.elements.every((id) => items.has(keyOf({ kind: "element", id })));
}

function diveState(dive: DiveItem | undefined): Coverage["requirements"][number]["dive"] {
  return dive?.met === true ? "met" : dive !== undefined && dive.text !== "" ? "open" : "none";
}
