import { ArrowRight, Copy, EllipsisVertical, EyeOff, Trash2 } from "lucide-react";
import { useState } from "react";
import { Refused, api } from "../../net/api.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Action, ActionMenu, IconButton } from "../../ui/controls.tsx";
import { copyText } from "../../ui/copy.ts";
import { type MyRoom, forgetRoom, withLink } from "../entry/stored.ts";
import { roomPath } from "../links/room-link.ts";
import { type Links, invitation, roles } from "../links/roles.ts";
import { type RoomStatus, statusText } from "./room-status.ts";

export interface RoomCardProps {
  readonly room: MyRoom;
  readonly status: RoomStatus;
  readonly onChange: () => void;
}

/** A room of this browser: how it stands, the way in, and its links. */
export function RoomCard({ room, status, onChange }: RoomCardProps) {
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const title = status.kind === "there" ? status.info.title : room.title;
  const { interviewer } = room.tokens;
  const links = linksOf(room, status);
  const opens = status.kind !== "gone" && status.kind !== "locked" && interviewer !== undefined;

  const copy = (text: string, what: string) => void copyText(text).then((copied) => setSaid(copied ? `${what} copied` : "The browser did not allow to copy"));
  const forget = () => {
    forgetRoom(room.id);
    onChange();
  };
  const remove = () => {
    setBusy(true);
    api.deleteRoom(room.id, interviewer ?? "").then(forget, (problem: unknown) => {
      if (problem instanceof Refused && problem.problem.code === "room-gone") return forget();
      setBusy(false);
      setAsks(false);
      setSaid(problem instanceof Refused ? "The server did not delete it: the link was replaced" : "The server did not answer: it was not deleted");
    });
  };

  return (
    <li className="room">
      <div className="room__about">
        <h3 className="room__title">{title}</h3>
        <p className="room__facts">
          <span className={`chip room__state${chipLook(status)}`}>{statusText(status)}</span>
          <time dateTime={new Date(room.created).toISOString()}>{dateText(room.created)}</time>
          <span role="status">{said}</span>
        </p>
      </div>
      <div className="room__buttons">
        {opens && (
          <a className="button button--small" href={roomPath(room.id, interviewer)} aria-label={`Open ${title} as the interviewer`}>
            Open
            <ArrowRight className="icon" aria-hidden />
          </a>
        )}
        <ActionMenu
          label={`More of ${title}`}
          button={
            <IconButton small label={`Links and more of ${title}`}>
              <EllipsisVertical className="icon" aria-hidden />
            </IconButton>
          }
        >
          {roles.flatMap(({ role }) => {
            const link = links[role];
            return link === undefined ? [] : [
              <Action key={role} id={role} onAction={() => copy(link, `The ${role} link was`)}>
                <Copy className="icon" aria-hidden />
                {`Copy the ${role} link`}
              </Action>,
            ];
          })}
          {Object.keys(links).length > 1 && (
            <Action id="all" onAction={() => copy(invitation(title, links), "All links were")}>
              <Copy className="icon" aria-hidden />
              Copy all links
            </Action>
          )}
          <Action id="forget" onAction={forget}>
            <EyeOff className="icon" aria-hidden />
            Remove from this list
          </Action>
          {opens && (
            <Action id="delete" danger onAction={() => setAsks(true)}>
              <Trash2 className="icon" aria-hidden />
              Delete the room …
            </Action>
          )}
        </ActionMenu>
      </div>
      <Confirm title={`Delete “${title}”?`} open={asks} action="Delete the room" danger busy={busy} onConfirm={remove} onClose={() => setAsks(false)}>
        <p>Everybody in it is sent out, and its notes, requirements and probes are gone for good. Nobody can bring them back.</p>
      </Confirm>
    </li>
  );
}

// Those that open the room, as far as its status tells.
function linksOf(room: MyRoom, status: RoomStatus): Links {
  if (status.kind === "gone") return {};
  return status.kind === "locked" ? withLink(room, "interviewer", undefined).links : room.links;
}

function chipLook(status: RoomStatus): string {
  if (status.kind !== "there") return "";
  const { state } = status.info.clock;
  return state === "running" ? " chip--accent" : state === "paused" ? " chip--warning" : "";
}

const today = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hour12: false });
const thisYear = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const earlier = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });

function dateText(time: number): string {
  const date = new Date(time);
  const now = new Date();
  if (date.toDateString() === now.toDateString()) return `Today, ${today.format(date)}`;
  return (date.getFullYear() === now.getFullYear() ? thisYear : earlier).format(date);
}
