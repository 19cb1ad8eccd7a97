import { CornerUpLeft, Pin, PinOff } from "lucide-react";
import { useId, useState } from "react";
import type { ProbeItem, RequirementItem } from "../../protocol/generated/types.ts";
import { item } from "../../sync/predict.ts";
import { Button, IconButton } from "../../ui/controls.tsx";
import { Markdown } from "../../ui/markdown.tsx";
import { isFrozen, useCommand, useRoom, useView } from "../room/context.tsx";
import { HintForm, HintsGiven, usePlan } from "./hints.tsx";
import { conceptNames, statusNames, useName, usePhaseName, useTimeLabel } from "./labels.ts";
import { ProbeActions } from "./probe-actions.tsx";
import { ProbeAnswer } from "./probe-answer.tsx";

export interface ProbeCardProps {
  readonly probe: ProbeItem;
  /** It stands with its requirement, which need not be named again. */
  readonly placed: boolean;
}

/** One pushed probe: what was asked, what became of it, and what the user's role may do about it. */
export function ProbeCard({ probe, placed }: ProbeCardProps) {
  const { role, session } = useRoom();
  const question = useId();
  const by = useName(probe.by);
  const when = useTimeLabel()(probe.pushed);
  return (
    <article className="probe" id={`probe-${probe.id}`} aria-labelledby={question} data-pinned={probe.pinned || undefined} data-status={probe.status}>
      <header className="probe__head">
        <p className="probe__meta">
          <span className="probe__time">{when}</span>
          <span>{by}</span>
          {probe.status !== "open" && <span className={`chip${probe.status === "parked" ? " chip--warning" : ""}`}>{statusNames[probe.status]}</span>}
        </p>
        <PinButton probe={probe} />
      </header>
      <div className="probe__question" id={question}>
        <Markdown text={probe.content.question} />
      </div>
      <ProbeChips probe={probe} placed={placed} />
      {session === undefined ? (
        <ProbeAnswer probe={probe} question={question} />
      ) : role === "interviewer" ? (
        <ForInterviewer probe={probe} question={question} />
      ) : (
        <ForCandidate probe={probe} question={question} />
      )}
    </article>
  );
}

function PinButton({ probe: { id, pinned } }: { readonly probe: ProbeItem }) {
  const { session } = useRoom();
  const frozen = useView(isFrozen);
  const command = useCommand();
  if (session === undefined || frozen) return pinned ? <Pin className="icon probe__pinned" role="img" aria-label="Pinned" /> : null;
  return (
    <IconButton small label={pinned ? "Unpin" : "Pin"} pressed={pinned} onPress={() => command({ type: "probe.pin", id, pinned: !pinned })}>
      {pinned ? <PinOff className="icon" aria-hidden /> : <Pin className="icon" aria-hidden />}
    </IconButton>
  );
}

function ProbeChips({ probe: { content }, placed }: ProbeCardProps) {
  const phaseName = usePhaseName();
  const requirement = useView((view) => (view.items && !placed && content.requirement !== undefined ? item<RequirementItem>(view.items, "requirement", content.requirement) : undefined));
  if (content.concept === undefined && content.phase === undefined && requirement === undefined) return null;
  return (
    <ul className="probe__chips" aria-label="About">
      {content.concept !== undefined && <li className="chip chip--accent">{conceptNames[content.concept]}</li>}
      {content.phase !== undefined && <li className="chip">{phaseName(content.phase)}</li>}
      {requirement && (
        <li className="chip probe__requirement" title={requirement.content.text}>
          <CornerUpLeft className="icon" aria-hidden />
          <span className="visually-hidden">Requirement: </span>
          <span className="probe__requirement-text">{requirement.content.text}</span>
        </li>
      )}
    </ul>
  );
}

interface PartProps {
  readonly probe: ProbeItem;
  readonly question: string;
}

function ForCandidate({ probe, question }: PartProps) {
  const { id, status } = probe;
  const frozen = useView(isFrozen);
  const command = useCommand();
  const actions = !frozen && status !== "closed" && (
    <Button small look="quiet" onPress={() => command({ type: "probe.mark", id, status: status === "open" ? "parked" : "open" })}>
      {status === "open" ? "Park for later" : "Reopen"}
    </Button>
  );
  return <ProbeAnswer probe={probe} question={question} actions={actions || undefined} />;
}

function ForInterviewer({ probe, question }: PartProps) {
  const { id, status } = probe;
  const frozen = useView(isFrozen);
  const command = useCommand();
  const plan = usePlan(id);
  const [hinting, setHinting] = useState(false);
  const actions = !frozen && (
    <>
      <Button small look="quiet" onPress={() => command({ type: "probe.mark", id, status: status === "open" ? "closed" : "open" })}>
        {status === "open" ? "Close" : "Reopen"}
      </Button>
      <ProbeActions probe={probe} hinting={hinting} onHinting={setHinting} />
    </>
  );
  return (
    <>
      <ProbeAnswer probe={probe} question={question} actions={actions || undefined} />
      {hinting && !frozen && <HintForm probe={id} onDone={() => setHinting(false)} />}
      {plan && plan.hints.length > 0 && <HintsGiven hints={plan.hints} />}
    </>
  );
}
