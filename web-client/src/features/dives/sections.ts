import type { DiveItem, FindingItem, ProbeItem, RequirementItem } from "../../protocol/generated/types.ts";

/** One requirement with all that belongs to it. */
export interface Section {
  readonly requirement: RequirementItem;
  readonly dive: DiveItem | undefined;
  readonly probes: readonly ProbeItem[];
  readonly findings: readonly FindingItem[];
}

/** The deep dives of a room: by requirement, and what belongs to none that is shown. */
export interface Dives {
  readonly sections: readonly Section[];
  readonly probes: readonly ProbeItem[];
  readonly findings: readonly FindingItem[];
}

/**
 * What is shown of the deep dives: a section for each core non-functional requirement, and for any other one of which somebody wrote down how
 * it is met, so that no words vanish when a requirement goes below the line.
 */
export function divesIn(requirements: readonly RequirementItem[], dives: readonly DiveItem[], probes: readonly ProbeItem[], findings: readonly FindingItem[]): Dives {
  const diveOf = new Map(dives.map((dive) => [dive.id, dive]));
  const shown = requirements.filter(({ id, content }) => isCoreQuality(content) || (diveOf.get(id)?.text ?? "") !== "");
  const ids = new Set(shown.map(({ id }) => id));
  const isElsewhere = ({ content }: ProbeItem | FindingItem) => content.requirement === undefined || !ids.has(content.requirement);
  return {
    sections: shown.map((requirement) => ({
      requirement,
      dive: diveOf.get(requirement.id),
      probes: probes.filter(({ content }) => content.requirement === requirement.id),
      findings: findings.filter(({ content }) => content.requirement === requirement.id),
    })),
    probes: probes.filter(isElsewhere),
    findings: findings.filter(isElsewhere),
  };
}

/** What the design still owes an answer to. */
export interface Open {
  readonly unmet: readonly RequirementItem[];
  readonly edgeCases: readonly FindingItem[];
  readonly bottlenecks: readonly FindingItem[];
  readonly unanswered: readonly ProbeItem[];
}

export function openIn(requirements: readonly RequirementItem[], dives: readonly DiveItem[], probes: readonly ProbeItem[], findings: readonly FindingItem[]): Open {
  const met = new Set(dives.flatMap((dive) => (dive.met ? [dive.id] : [])));
  const openOnes = (type: FindingItem["content"]["type"]) => findings.filter(({ status, content }) => status === "open" && content.type === type);
  return {
    unmet: requirements.filter(({ id, content }) => isCoreQuality(content) && !met.has(id)),
    edgeCases: openOnes("edge-case"),
    bottlenecks: openOnes("bottleneck"),
    unanswered: probes.filter(({ answer, status }) => answer === undefined && status !== "closed"),
  };
}

export function isCoreQuality({ style, scope }: RequirementItem["content"]): boolean {
  return style === "non-functional" && scope === "core";
}
