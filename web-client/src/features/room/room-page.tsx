import { roomOf, useView } from "./context.tsx";

/** The room of those who take part. */
export function RoomPage() {
  const title = useView((view) => roomOf(view)?.title);
  return <main>{title}</main>;
}
