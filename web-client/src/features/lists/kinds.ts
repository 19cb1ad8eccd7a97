import type { EndpointItem, EntityItem, FindingItem, RequirementItem, StepItem } from "../../protocol/generated/types.ts";

/** An item of one of the lists that everybody writes (RQ7, LI1). */
export type ListItem = RequirementItem | EntityItem | EndpointItem | StepItem | FindingItem;

export type ListKind = ListItem["kind"];
