import { MessageCircleQuestion, X } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ProbeItem } from "../../protocol/generated/types.ts";
import { announce } from "../../ui/announce.ts";
import { Button, IconButton } from "../../ui/controls.tsx";
import { Markdown } from "../../ui/markdown.tsx";
import { isFrozen, probesOf, useCommand, useRoom, useView } from "../room/context.tsx";
import { goTo } from "../room/go-to.ts";
import { arrivalOf, arrivals } from "./arrange.ts";
import { answerFieldId } from "./probe-answer.tsx";
import { useClearCorner } from "./clear-corner.ts";
import "./probe-arrival.css";

const shownAtMost = 2;
const lookedAtMillis = 8000;

/** Shows a probe that somebody else pushes while the page is open, beside what the user does. `onShow` brings the probes into sight. */
export function ProbeArrival({ onShow }: { readonly onShow: (probe: string) => void }) {
  const { session, role } = useRoom();
  const command = useCommand();
  const [fresh, seen] = useArrivals();
  const frozen = useView(isFrozen);
  const place = useRef<HTMLElement>(null);
  const corner = useClearCorner(place, fresh.length > 0);
  const show = (probe: ProbeItem) => {
    seen(fresh); // The others stand beside it.
    onShow(probe.id);
    goTo(`#probe-${probe.id}`);
  };
  if (fresh.length === 0) return null;
  return (
    <section className="arrivals" ref={place} data-corner={corner} aria-label="New probes">
      {fresh.slice(-shownAtMost).map((probe) => (
        <article key={arrivalOf(probe)} className="arrival" aria-label="New probe">
          <div className="arrival__head">
            <MessageCircleQuestion className="icon" aria-hidden />
            <p className="arrival__title">New probe</p>
            <IconButton small label="Dismiss" onPress={() => seen([probe])}>
              <X className="icon" aria-hidden />
            </IconButton>
          </div>
          <div className="arrival__question">
            <Markdown text={probe.content.question} />
          </div>
          <div className="arrival__buttons">
            <Button small look="primary" onPress={() => show(probe)}>
              {role === "candidate" && !frozen ? "Answer" : "Show"}
            </Button>
            {session !== undefined && !frozen && (
              <Button
                small
                onPress={() => {
                  command({ type: "probe.pin", id: probe.id, pinned: true });
                  seen([probe]);
                }}
              >
                Pin
              </Button>
            )}
          </div>
        </article>
      ))}
    </section>
  );
}

/** The probes that arrived since the page was loaded and that the user has not seen to, and how to say that they have. */
function useArrivals(): readonly [readonly ProbeItem[], (probes: readonly ProbeItem[]) => void] {
  const probes = useView(probesOf);
  const me = useView((view) => view.me);
  const live = useView((view) => view.connection.status === "live" && view.items !== undefined);
  const [known, setKnown] = useState<ReadonlySet<string>>();
  const told = useRef<ReadonlySet<string>>(new Set());
  const fresh = known === undefined ? [] : arrivals(probes, known, me);
  const seen = useCallback((some: readonly ProbeItem[]) => setKnown((before) => new Set([...(before ?? []), ...some.map(arrivalOf)])), []);

  // What is there when the room is first known is nothing new.
  useEffect(() => {
    if (live && known === undefined) setKnown(new Set(probes.map(arrivalOf)));
  }, [live, known, probes]);
  useEffect(() => {
    const untold = fresh.filter((probe) => !told.current.has(arrivalOf(probe)));
    if (untold.length === 0) return;
    told.current = new Set([...told.current, ...untold.map(arrivalOf)]);
    announce(untold.map((probe) => `New probe: ${probe.content.question}`).join(" "));
  });
  // Who goes to the answer by another way, or has had the probe's place in sight for a while, has seen it, too.
  const waiting = useRef(fresh);
  useEffect(() => {
    waiting.current = fresh;
  });
  useEffect(() => {
    if (fresh.length === 0) return;
    const onFocus = ({ target }: FocusEvent) => {
      seen(waiting.current.filter(({ id }) => target instanceof Element && target.id === answerFieldId(id)));
    };
    const timer = setInterval(() => document.hidden || seen(waiting.current.filter(({ id }) => isInSight(id))), lookedAtMillis);
    document.addEventListener("focusin", onFocus);
    return () => {
      clearInterval(timer);
      document.removeEventListener("focusin", onFocus);
    };
  }, [fresh.length, seen]);
  return [fresh, seen];
}

function isInSight(probe: string): boolean {
  const box = document.getElementById(`probe-${probe}`)?.querySelector(".probe__question")?.getBoundingClientRect();
  return box !== undefined && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
}
