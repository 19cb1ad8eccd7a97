import { useEffect } from "react";
import { roomOf, useView } from "./context.tsx";

/** The room's title, which the browser's tab shows, too; undefined until it is known. */
export function usePageTitle(): string | undefined {
  const title = useView((view) => roomOf(view)?.title);
  useEffect(() => {
    document.title = title === undefined ? "Greenroom" : `${title} · Greenroom`;
  }, [title]);
  return title;
}
