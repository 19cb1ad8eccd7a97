import { Check, Copy, DoorClosed } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/controls.tsx";
import type { Rescued } from "../../session/view.ts";
import { copyText } from "../../ui/copy.ts";
import "./entry.css";

/** Why a room does not open, or did and is shut now. */
export type Reason = keyof typeof texts;

const texts = {
  "no-token": ["This address lacks its key", "A link into a room ends in # and 22 characters. Part of it was lost on the way: ask for the whole link."],
  denied: ["This link does not open the room any more", "An interviewer has replaced or withdrawn it. Ask for the new one."],
  "room-gone": ["This room is gone", "It was deleted, or nobody came back to it for a long time. Nothing of it is kept."],
  "room-full": ["This room is full", "As many people take part as a room can hold. You may still watch, with the spectators' link."],
  "no-spectators": ["Nobody may watch just now", "The people in the room have closed the gallery. Try again when they have opened it."],
  unreachable: ["The server does not answer", "This page tries again by itself, and goes on as soon as it does."],
  "bad-hello": ["The room asks for your name", "It does not know you under this link yet."],
  "another-client": ["This page and the server do not understand each other", "One of them is newer than the other. Load the page again; what you typed is kept."],
} as const;

/** What a code of the server means to who stands before the door; undefined where coming again later helps (ER). */
export function reasonOf(code: string | undefined): Reason | undefined {
  switch (code) {
    case "denied":
    case "unauthorized":
      return "denied";
    case "room-gone":
    case "not-found":
      return "room-gone";
    case "room-full":
      return "room-full";
    case "no-spectators":
    case "forbidden":
      return "no-spectators";
    case "bad-hello":
      return "bad-hello";
    case "unavailable":
    case "internal":
    case "rate-limited":
      return undefined;
    default:
      return "another-client";
  }
}

/** The page in a room's place when there is no way in, with what the user may do about it. */
export function Closed({ reason, again, rescued = [] }: { readonly reason: Reason; readonly again?: () => void; readonly rescued?: readonly Rescued[] }) {
  const [title, text] = texts[reason];
  return (
    <main className="entry">
      <div className="entry__card" role={reason === "unreachable" ? "status" : undefined}>
        <DoorClosed className="entry__icon" aria-hidden />
        <h1 className="entry__title">{title}</h1>
        <p className="quiet">{text}</p>
        {rescued.map(({ id, words }) => (
          <CopyBack key={id} words={words} />
        ))}
        <div className="entry__buttons">
          {reason === "another-client" && <Button look="primary" onPress={() => location.reload()}>Load the page again</Button>}
          {(reason === "no-spectators" || reason === "room-full" || reason === "bad-hello") && again && (
            <Button look="primary" onPress={again}>Try again</Button>
          )}
          <a className="button" href="/">To the start page</a>
        </div>
      </div>
    </main>
  );
}

function CopyBack({ words }: { readonly words: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="entry__rescued">
      <p>You typed this, and it did not reach the room:</p>
      <blockquote>{words}</blockquote>
      <Button small onPress={() => void copyText(words).then(setCopied)}>
        {copied ? <Check className="icon" aria-hidden /> : <Copy className="icon" aria-hidden />}
        {copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
