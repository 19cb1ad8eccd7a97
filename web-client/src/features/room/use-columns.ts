import { useSyncExternalStore } from "react";

const three = matchMedia("(min-width: 1180px)");
const two = matchMedia("(min-width: 860px)");

/** How many panes the window has room for, as room.css lays them out. */
export function useColumns(): 1 | 2 | 3 {
  return useSyncExternalStore(subscribe, () => (three.matches ? 3 : two.matches ? 2 : 1));
}

function subscribe(listener: () => void): () => void {
  for (const query of [two, three]) query.addEventListener("change", listener);
  return () => {
    for (const query of [two, three]) query.removeEventListener("change", listener);
  };
}
