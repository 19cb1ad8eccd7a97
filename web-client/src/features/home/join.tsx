import { type FormEvent, useState } from "react";
import { Button, TextInput } from "../../ui/controls.tsx";
import { roomLink, roomPath } from "../links/room-link.ts";

/** The way into a room for who has its link at hand, but can't click on it. */
export function Join() {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = roomLink(text);
    if ("problem" in found) setProblem(found.problem);
    else location.assign(roomPath(found.id, found.token));
  };
  return (
    <form className="join" onSubmit={submit} noValidate>
      <TextInput
        label="Have a link already?"
        value={text}
        onChange={(value) => {
          setText(value);
          setProblem(undefined);
        }}
        error={problem}
        placeholder="Paste it here"
        autoComplete="off"
      />
      <Button type="submit">Join</Button>
    </form>
  );
}
