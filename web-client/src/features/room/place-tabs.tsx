import { useLayoutEffect, useRef } from "react";
import { Tab, TabList } from "react-aria-components";
import { useScrollEdges } from "../../ui/scroll-edges.ts";
import { endpointsOf, entitiesOf, frameworkOf, probesOf, requirementsOf, stepsOf, useView } from "./context.tsx";
import { type Place, isOffered, places } from "./places.ts";

const names: Readonly<Record<Place, string>> = {
  problem: "Problem", requirements: "Requirements", entities: "Entities", api: "API", flow: "Flow", board: "Board", "deep-dives": "Deep dives", tips: "Tips",
};

/** The places of the workspace, each with how much is in it. Where there is no room for all, they scroll, and the one that is shown is among those that are seen. */
export function PlaceTabs({ place }: { readonly place: Place }) {
  const list = useRef<HTMLDivElement>(null);
  const counts = useCounts();
  const framework = useView(frameworkOf);
  const steps = useView(stepsOf);
  const open = useView(probesOf).some(({ status, answer }) => status === "open" && answer === undefined);
  useScrollEdges(list);
  useLayoutEffect(() => {
    const show = () => void list.current?.querySelector("[data-selected]")?.scrollIntoView({ block: "nearest", inline: "center" });
    show();
    addEventListener("resize", show);
    return () => removeEventListener("resize", show);
  }, [place]);
  return (
    <TabList className="tabs__list scroll-edges places" aria-label="Workspace" ref={list}>
      {places
        .filter((one) => one === place || isOffered(one, framework, steps))
        .map((one) => {
          const count = counts[one] ?? 0;
          return (
            <Tab key={one} id={one} className="tabs__tab">
              <Name place={one} /> {count > 0 && <span className={`badge${one === "deep-dives" && open ? " badge--open" : ""}`}>{count}</span>}
            </Tab>
          );
        })}
    </TabList>
  );
}

// Of two words, the first is only heard where there is no room for it.
function Name({ place }: { readonly place: Place }) {
  const [first, second] = names[place].split(" ");
  return second === undefined ? (
    first
  ) : (
    <span>
      <span className="places__first">{first} </span>
      <span className="places__second">{second}</span>
    </span>
  );
}

function useCounts(): Partial<Record<Place, number>> {
  return {
    requirements: useView(requirementsOf).length,
    entities: useView(entitiesOf).length,
    api: useView(endpointsOf).length,
    flow: useView(stepsOf).length,
    "deep-dives": useView(probesOf).length,
  };
}
