import { useRef, useState } from "react";
import type { ProbeItem } from "../../protocol/generated/types.ts";
import { useHandOnFocus } from "../../ui/focus.ts";
import { isFrozen, probesOf, useView } from "../room/context.tsx";
import { ProbeActions } from "../probes/probe-actions.tsx";
import { HintForm, HintsGiven, usePlan } from "../probes/hints.tsx";
import { statusNames, useTimeLabel } from "../probes/labels.ts";
import { ConceptChip } from "./concept-chip.tsx";
import { Disclosed } from "./disclosed.tsx";
import { type Guide, cardsOf, entryOf } from "./guide.ts";
import { ProbeKey } from "./probe-key.tsx";

/** The probes that were pushed, newest first, with what interviewers keep about them. */
export function Asked({ guide }: { readonly guide: Guide }) {
  const probes = useView(probesOf);
  if (probes.length === 0) return null;
  return (
    <section aria-label="Asked">
      <p className="private__heading">
        Asked <span className="badge">{probes.length}</span>
      </p>
      <ul className="records">
        {[...probes].reverse().map((probe) => (
          <AskedProbe key={probe.id} probe={probe} guide={guide} />
        ))}
      </ul>
    </section>
  );
}

function AskedProbe({ probe, guide }: { readonly probe: ProbeItem; readonly guide: Guide }) {
  const plan = usePlan(probe.id);
  const timeLabel = useTimeLabel();
  const entry = entryOf(guide, plan?.bank);
  const actions = <AskedActions probe={probe} />;
  const row = useRef<HTMLLIElement>(null);
  useHandOnFocus(row);
  return (
    <li className="record" ref={row}>
      <div className="record__meta">
        <span>{timeLabel(probe.pushed)}</span>
        <span className={`chip${probe.status === "parked" ? " chip--warning" : ""}`}>{statusNames[probe.status]}</span>
        <span className={`chip${probe.answer ? " chip--accent" : ""}`}>{probe.answer ? "Answered" : "No answer yet"}</span>
        {probe.content.concept !== undefined && <ConceptChip concept={probe.content.concept} cards={cardsOf(guide)} />}
      </div>
      <p className="record__question">{probe.content.question}</p>
      {entry ? (
        <Disclosed name="Key" beside={actions}>
          <ProbeKey entry={entry} plan={plan} />
        </Disclosed>
      ) : (
        <div className="record__actions">{actions}</div>
      )}
      {plan && plan.hints.length > 0 && <HintsGiven hints={plan.hints} />}
    </li>
  );
}

function AskedActions({ probe }: { readonly probe: ProbeItem }) {
  const frozen = useView(isFrozen);
  const [hinting, setHinting] = useState(false);
  if (frozen) return null;
  return (
    <>
      <ProbeActions probe={probe} hinting={hinting} onHinting={setHinting} />
      {hinting && (
        <div className="record__wide">
          <HintForm probe={probe.id} onDone={() => setHinting(false)} />
        </div>
      )}
    </>
  );
}
