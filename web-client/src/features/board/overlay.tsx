import { getCommonBounds } from "@excalidraw/excalidraw";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { type CSSProperties, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { hueOf } from "../people/people.tsx";
import { peopleOf, useView } from "../room/context.tsx";
import { type Spot, edgeTowards } from "./spot.ts";

export interface OverlayProps {
  readonly api: ExcalidrawImperativeAPI | undefined;
  /** The boxes of the walk that is shown, in their order. */
  readonly walk: readonly string[];
}

/**
 * What lies over the drawing: the pointers and selections of others, and the numbers of a walk. Excalidraw would draw pointers in colours of its
 * own; here people have the same everywhere, and a pointer that moves draws nothing else anew.
 */
export function Overlay({ api, walk }: OverlayProps) {
  const layer = useRef<HTMLDivElement>(null);
  const pointers = useView((view) => view.pointers);
  const people = useView(peopleOf);
  const anchors = useAnchors(api, useMemo(() => [...new Set([...pointers.flatMap(({ selected }) => selected), ...walk])], [pointers, walk]));

  useLayoutEffect(() => {
    if (api === undefined) return;
    const moved = (x: number, y: number, zoom: { readonly value: number }) => {
      layer.current?.style.setProperty("--zoom", String(zoom.value));
      layer.current?.style.setProperty("transform", `scale(${zoom.value}) translate(${x}px, ${y}px)`);
    };
    const { scrollX, scrollY, zoom } = api.getAppState();
    moved(scrollX, scrollY, zoom);
    return api.onScrollChange(moved);
  }, [api]);

  const stops = walk.flatMap((id, i) => {
    const place = anchors.get(id);
    return place === undefined ? [] : [{ id, number: i + 1, place }];
  });
  return (
    <div className="overlay" aria-hidden>
      <div className="overlay__scene" ref={layer}>
        {stops.length > 1 && (
          <svg className="overlay__path">
            {stops.slice(1).map(({ id, place }, i) => {
              const [from, to] = [edgeTowards(stops[i]?.place ?? place, place), edgeTowards(place, stops[i]?.place ?? place)];
              return <line key={id} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
            })}
          </svg>
        )}
        {stops.map(({ id, number, place }) => (
          <div key={id} className="overlay__stop" style={boxStyle(place)}>
            <span className="overlay__number">{number}</span>
          </div>
        ))}
        {pointers.map(({ tab, participant, at, selected }) => {
          const person = people.get(participant);
          return (
            <div key={tab} style={{ "--hue": hueOf(person) } as CSSProperties}>
              {selected.map((id) => {
                const place = anchors.get(id);
                return place && <div key={id} className="overlay__selected" style={boxStyle(place)} />;
              })}
              {at !== undefined && (
                <div className="overlay__pointer" style={{ transform: `translate(${at[0]}px, ${at[1]}px) scale(calc(1 / var(--zoom, 1)))` }}>
                  <svg width="16" height="18" viewBox="0 0 16 18"><path d="M1.5 1.5 5 15.5 8 9.5 14.5 8Z" /></svg>
                  <span className="overlay__name">{person?.name ?? "Somebody"}</span>
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function boxStyle({ x, y, width, height }: Spot): CSSProperties {
  return { transform: `translate(${x}px, ${y}px)`, width, height };
}

const none: ReadonlyMap<string, Spot> = new Map();

/** Where elements are just now, also while the user drags them. */
function useAnchors(api: ExcalidrawImperativeAPI | undefined, ids: readonly string[]): ReadonlyMap<string, Spot> {
  const [anchors, setAnchors] = useState(none);
  useEffect(() => {
    if (api === undefined || ids.length === 0) return setAnchors(none);
    let last = "";
    const look = () => {
      const wanted = new Set(ids);
      const places = api.getSceneElements().filter(({ id }) => wanted.has(id)).map((element) => {
        const [left, top, right, bottom] = getCommonBounds([element]);
        return [element.id, { x: left, y: top, width: right - left, height: bottom - top }] as const;
      });
      const now = JSON.stringify(places);
      if (now !== last) setAnchors(new Map(places));
      last = now;
    };
    look();
    return api.onChange(look);
  }, [api, ids]);
  return anchors;
}
