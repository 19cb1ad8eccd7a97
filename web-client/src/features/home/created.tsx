import { ArrowRight, PartyPopper } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../../ui/controls.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import type { MyRoom } from "../entry/stored.ts";
import { RoleLink } from "../links/role-link.tsx";
import { roomPath } from "../links/room-link.ts";
import { invitation, roles } from "../links/roles.ts";

export interface CreatedProps {
  readonly room: MyRoom;
  /** Whether the browser keeps the links; if not, this is the last time that anybody sees them. */
  readonly kept: boolean;
  readonly onAnother: () => void;
}

/** The three links of a room that was just made. */
export function Created({ room, kept, onAnother }: CreatedProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { interviewer } = room.tokens;
  return (
    <div className="created">
      <div>
        <p className="created__over"><PartyPopper className="icon" aria-hidden />Your room is ready</p>
        <h2 ref={heading} tabIndex={-1} className="card__title">{room.title}</h2>
      </div>
      <ul className="role-links">
        {roles.map(({ role }) => (
          <RoleLink key={role} role={role} link={room.links[role]} />
        ))}
      </ul>
      <p className="quiet created__note">
        {kept
          ? "This browser keeps the links below, under “Your rooms”. The server can't show them again."
          : "This browser can't keep the links: copy them now, as the server can't show them again."}
      </p>
      <div className="created__buttons">
        {interviewer !== undefined && (
          <a className="button button--primary" href={roomPath(room.id, interviewer)}>
            Enter as interviewer
            <ArrowRight className="icon" aria-hidden />
          </a>
        )}
        <CopyButton text={invitation(room.title, room.links)} label="Copy all" what="all three links, as a message" />
        <Button look="quiet" onPress={onAnother}>Another room</Button>
      </div>
    </div>
  );
}
