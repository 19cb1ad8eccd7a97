import { useEffect, useState } from "react";
import type { LinkItem, Role } from "../../protocol/generated/types.ts";
import { Refused, api } from "../../net/api.ts";
import { item } from "../../sync/predict.ts";
import { type MyRoom, myRooms, rememberRoom, withLink } from "../entry/stored.ts";
import { useRoom, useView } from "../room/context.tsx";
import { roomPath } from "./room-link.ts";
import { type Links, roles } from "./roles.ts";

/** The links of the room that an interviewer's page is in, and what can be done with them. Each promise says what went wrong, or nothing. */
export interface RoomLinks {
  /** Those that this browser knows and that still open the room. */
  readonly links: Links;
  /** Makes a new link in the place of a role's old one (LK1). */
  readonly replace: (role: Role) => Promise<string | undefined>;
  /** Takes a role's link away (LK2). */
  readonly withdraw: (role: Role) => Promise<string | undefined>;
}

export function useLinks(): RoomLinks {
  const { id, token } = useRoom();
  const [known, setKnown] = useState<Pick<MyRoom, "links" | "tokens">>(() => {
    const { links = {}, tokens = {} } = myRooms().find((room) => room.id === id) ?? {};
    return { links: { ...links, interviewer: location.origin + roomPath(id, token) }, tokens: { ...tokens, interviewer: token } };
  });
  const changes = useView((view) => roles.map(({ role }) => view.items && item<LinkItem>(view.items, "link", role)?.rev).join());

  // Another interviewer may have replaced a link that this browser keeps.
  useEffect(() => {
    let left = false;
    for (const { role } of roles) {
      const kept = known.tokens[role];
      if (kept === undefined || role === "interviewer") continue;
      api.room(id, kept).catch((problem: unknown) => {
        const dead = problem instanceof Refused && problem.problem.code === "unauthorized";
        if (dead && !left) setKnown((before) => (before.tokens[role] === kept ? withLink(before, role, undefined) : before));
      });
    }
    return () => {
      left = true;
    };
  }, [id, changes]);

  return {
    links: known.links,
    replace: (role) =>
      told(async () => {
        const { title, created, expires } = await api.room(id, token);
        const made = await api.rotateLink(id, role, token);
        const room = withLink({ id, title, created, expires, ...known }, role, made);
        setKnown(room);
        const kept = rememberRoom(room);
        // The page's own way in: the address gets the new token, and with that the room is entered anew.
        if (role === "interviewer") location.hash = made.token;
        return kept ? undefined : "This browser can't keep the new link: copy it before you close this.";
      }),
    withdraw: (role) =>
      told(async () => {
        await api.revokeLink(id, role, token);
        setKnown((before) => withLink(before, role, undefined));
        const room = myRooms().find((one) => one.id === id);
        if (room) rememberRoom(withLink(room, role, undefined));
        return undefined;
      }),
  };
}

async function told(work: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await work();
  } catch (problem) {
    if (!(problem instanceof Refused)) return "The server did not answer: nothing may have changed. Try again.";
    return problem.problem.code === "rate-limited" ? "Too much at once. Try again in a moment." : `The server did not do it (${problem.problem.detail}).`;
  }
}
