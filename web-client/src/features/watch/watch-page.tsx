import { roomOf, useView } from "../room/context.tsx";

/** The room of those who watch. */
export function WatchPage() {
  const title = useView((view) => roomOf(view)?.title);
  return <main>{title}</main>;
}
