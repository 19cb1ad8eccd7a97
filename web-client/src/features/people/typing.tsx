import type { CSSProperties } from "react";
import { peopleOf, useView } from "../room/context.tsx";
import { hueOf } from "./people.tsx";

/** Who types at a place just now. Takes no room of its own, so that nothing moves. */
export function Typing({ place }: { readonly place: string }) {
  const typists = useView((view) => view.typing.get(place));
  const people = useView(peopleOf);
  if (typists === undefined) return null;
  const [first] = typists;
  const person = first && people.get(first.participant);
  return (
    <span className="typing" style={{ "--hue": hueOf(person) } as CSSProperties}>
      {person?.name ?? "Somebody"} is typing …
    </span>
  );
}
