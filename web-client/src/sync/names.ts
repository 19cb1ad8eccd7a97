import type { ParticipantId, Role, TabId } from "../protocol/generated/types.ts";
import { sha256Hex } from "./canonical.ts";

/** Which participant a person is in a role (HE5). */
export async function participantId(room: string, role: Role, person: string): Promise<ParticipantId> {
  return `p${(await sha256Hex(`greenroom participant|${room}|${role}|${person}`)).slice(0, 16)}`;
}

/** A session's public name (PR2). */
export async function tabId(room: string, session: string): Promise<TabId> {
  return (await sha256Hex(`greenroom tab|${room}|${session}`)).slice(0, 8);
}
