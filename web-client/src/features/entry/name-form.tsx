import { type FormEvent, useState } from "react";
import type { HttpRoomInfo } from "../../protocol/generated/types.ts";
import { Button, TextInput } from "../../ui/controls.tsx";
import { Mark } from "../../ui/mark.tsx";
import { lastName } from "./stored.ts";
import "./entry.css";

/** Asks who comes in. */
export function NameForm({ info, onName }: { readonly info: HttpRoomInfo; readonly onName: (name: string) => void }) {
  const [name, setName] = useState(lastName);
  const [tried, setTried] = useState(false);
  const problem = tried && name.trim() === "" ? "A name is needed, so that the others know who is here." : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== "") onName(name.trim());
  };
  return (
    <main className="entry">
      <form className="entry__card" onSubmit={submit}>
        <Mark />
        <h1 className="entry__title">{info.title}</h1>
        <p className="quiet">
          You are coming in as <strong>{info.role === "interviewer" ? "the interviewer" : "the candidate"}</strong>. {stateText(info)}
        </p>
        <TextInput label="Your name" value={name} onChange={setName} maxLength={60} autoFocus autoComplete="nickname" error={problem} />
        <Button type="submit" look="primary">Enter the room</Button>
      </form>
    </main>
  );
}

function stateText({ clock }: HttpRoomInfo): string {
  switch (clock.state) {
    case "lobby":
      return "The interview has not started yet.";
    case "running":
      return "The interview is under way.";
    case "paused":
      return "The interview is paused.";
    case "ended":
      return "The interview is over.";
  }
}
