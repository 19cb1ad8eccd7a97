import { Clock3, Eye, LogIn, Minus, Plus, Undo2, X } from "lucide-react";
import { type CSSProperties, memo, useEffect, useRef } from "react";
import { Button as AriaButton } from "react-aria-components";
import type { PhaseId, TimerItem } from "../../protocol/generated/types.ts";
import { Action, ActionMenu } from "../../ui/controls.tsx";
import { frameworkOf, peopleOf, timerOf, useCommand, useRunsClock, useServerTime, useView } from "../room/context.tsx";
import { hueOf } from "../people/people.tsx";
import { budgetOf, clockText, leftOf, phaseName, presentPhase, spentOf } from "./time.ts";

export interface StepperProps {
  /** The phase that the user looks at, if it is not the present one. */
  readonly looked: PhaseId | undefined;
  readonly onLook: ((phase: PhaseId) => void) | undefined;
}

/** All phases with what is left of each; a click looks at one, and for those who run the clock opens what they can do with it. */
export function Stepper({ looked, onLook }: StepperProps) {
  const timer = useView(timerOf);
  const present = presentPhase(timer);
  const list = useRef<HTMLElement>(null);
  // Where there is no room for all phases, the present one is among those that are seen.
  useEffect(() => {
    const show = () => void list.current?.querySelector("[data-present]")?.scrollIntoView({ block: "nearest", inline: "center" });
    show();
    addEventListener("resize", show);
    return () => removeEventListener("resize", show);
  }, [present]);
  if (timer === undefined) return <div className="stepper" />;
  return (
    <nav className="stepper" aria-label="Phases" ref={list}>
      {timer.phases.map(({ phase }) => (
        <Phase key={phase} phase={phase} timer={timer} looked={looked === phase} onLook={onLook} />
      ))}
    </nav>
  );
}

interface PhaseProps {
  readonly phase: PhaseId;
  readonly timer: TimerItem;
  readonly looked: boolean;
  readonly onLook: StepperProps["onLook"];
}

const Phase = memo(function Phase({ phase, timer, looked, onLook }: PhaseProps) {
  const framework = useView(frameworkOf);
  const runs = useRunsClock();
  const command = useCommand();
  const here = useView((view) => view.presence);
  const people = useView(peopleOf);
  const planned = timer.phases.find((other) => other.phase === phase);
  const present = presentPhase(timer) === phase;
  const { state } = timer.clock;
  // One plain value, so that a phase is drawn anew when something of it changed and not all the time.
  const shown = useServerTime((now) => {
    const left = leftOf(timer, phase, now);
    const over = present && left < 0;
    const paying = !present && planned !== undefined && left < planned.budgetMillis - planned.spentMillis;
    return [clockText(state === "ended" ? spentOf(timer, phase, now) : left), filledPart(timer, phase, now), over ? "over" : paying ? "paying" : ""].join("|");
  });
  const [left = "", filled = "0", mark = ""] = shown?.split("|") ?? [];
  const name = phaseName(framework, phase);
  const dots = here?.people.filter((person) => person.phase === phase) ?? [];
  const skipped = planned?.skipped ?? false;

  const face = (
    <>
      <span className="stepper__name">{name}</span>
      <span className="stepper__left">
        {skipped ? "skipped" : state === "ended" ? `${left} spent` : left}
        <span className="stepper__here" aria-hidden>
          {dots.slice(0, 4).map(({ tab, participant }) => (
            <span key={tab} className="stepper__dot" style={{ "--hue": hueOf(people.get(participant)) } as CSSProperties} />
          ))}
        </span>
      </span>
      <span className="stepper__fill" style={{ transform: `scaleX(${Number(filled) / 100})` }} aria-hidden />
    </>
  );
  const marks = {
    ...(present ? { "data-present": "", "aria-current": "step" as const } : {}),
    ...(looked ? { "data-looked": "" } : {}),
    ...(skipped ? { "data-skipped": "" } : {}),
    ...(mark === "over" ? { "data-over": "" } : {}),
    ...(mark === "paying" ? { "data-paying": "" } : {}),
  };
  if (onLook === undefined) {
    return (
      <div {...marks} className="stepper__phase stepper__phase--static">
        {face}
      </div>
    );
  }
  if (!runs || state === "lobby" || state === "ended") {
    return (
      <AriaButton {...marks} className="stepper__phase" onPress={() => onLook(phase)}>
        {face}
      </AriaButton>
    );
  }
  const time = (seconds: number) => command({ type: "phase.extend", phase, seconds });
  return (
    <ActionMenu label={name} button={<AriaButton {...marks} className="stepper__phase">{face}</AriaButton>}>
      <Action textValue="Look here" onAction={() => onLook(phase)}><Eye className="icon" aria-hidden /> Look here</Action>
      {!present && !skipped && <Action textValue="Go to this phase" onAction={() => command({ type: "phase.go", phase })}><LogIn className="icon" aria-hidden /> Go to this phase, all of us</Action>}
      {!skipped && <Action textValue="Give 1 minute" onAction={() => time(60)}><Plus className="icon" aria-hidden /> Give it 1 minute</Action>}
      {!skipped && <Action textValue="Give 5 minutes" onAction={() => time(300)}><Plus className="icon" aria-hidden /> Give it 5 minutes</Action>}
      {!skipped && (
        <Action textValue="Give 5 minutes more in all" onAction={() => command({ type: "phase.extend", phase, seconds: 300, grow: true })}>
          <Clock3 className="icon" aria-hidden /> 5 minutes, and a longer interview
        </Action>
      )}
      {!skipped && <Action textValue="Take 1 minute" onAction={() => command({ type: "phase.shorten", phase, seconds: 60 })}><Minus className="icon" aria-hidden /> Take 1 minute from it</Action>}
      {planned?.visits === 0 && !skipped && <Action textValue="Skip" onAction={() => command({ type: "phase.skip", phase })}><X className="icon" aria-hidden /> Skip it</Action>}
      {skipped && <Action textValue="Take it in again" onAction={() => command({ type: "phase.restore", phase })}><Undo2 className="icon" aria-hidden /> Take it in again</Action>}
    </ActionMenu>
  );
});

// In whole percent, so that it is drawn anew now and then, not all the time.
function filledPart(timer: TimerItem, phase: PhaseId, now: number): number {
  const budget = budgetOf(timer, phase);
  const spent = spentOf(timer, phase, now);
  return budget === 0 ? (spent > 0 ? 100 : 0) : Math.min(100, Math.round((100 * spent) / budget));
}
