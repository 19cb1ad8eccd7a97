import type { ReactNode } from "react";
import { participantOf, useView } from "../room/context.tsx";

/** Who types at a place just now; `otherwise` while nobody does. */
export function Typists({ place, otherwise }: { readonly place: string; readonly otherwise?: ReactNode }) {
  // One text, so that it stays equal as long as nothing changed.
  const names = useView((view) =>
    [...new Set(view.typing.get(place)?.map(({ participant }) => (participant === view.me ? "You, in another tab," : (participantOf(view, participant)?.name ?? "Somebody"))))].join(" and "),
  );
  if (names === "") return otherwise;
  return <span className="typists">{`${names} ${names.includes(" and ") ? "are" : names.startsWith("You,") ? "are" : "is"} typing`}</span>;
}
