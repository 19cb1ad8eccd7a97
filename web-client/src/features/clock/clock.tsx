import { Pause, Play, SkipForward } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, IconButton } from "../../ui/controls.tsx";
import { frameworkOf, timerOf, useCommand, useRunsClock, useServerTime, useView } from "../room/context.tsx";
import { budgetOf, clockText, leftOf, nextPhase, phaseName, presentPhase, soonOver, totalLeft, urgencyOf, wholeOf } from "./time.ts";
import "./clock.css";

/** The time of the present phase, the same for everybody; before the start what is planned, after the end what it took. */
export function Clock() {
  const timer = useView(timerOf);
  const framework = useView(frameworkOf);
  const phase = presentPhase(timer);
  const time = useServerTime((now) => (timer === undefined ? undefined : clockText(phase === undefined ? wholeOf(timer) : leftOf(timer, phase, now))));
  const urgency = useServerTime((now) => (timer === undefined || phase === undefined ? "calm" : urgencyOf(leftOf(timer, phase, now), budgetOf(timer, phase))));
  const state = timer?.clock.state;
  return (
    <div className="clock" data-urgency={state === "paused" ? "calm" : urgency} data-state={state}>
      <div className="clock__time" role="timer" aria-label={phase === undefined ? "Time in all" : `Time left in ${phaseName(framework, phase)}`}>
        {time ?? "0:00"}
      </div>
      <div className="clock__what">
        <div className="clock__phase">{state === "lobby" ? "Lobby" : state === "ended" ? "Over" : phaseName(framework, phase)}</div>
        <div className="clock__note">{noteOf(state, urgency)}</div>
      </div>
      <SoonOver />
    </div>
  );
}

function noteOf(state: string | undefined, urgency: string | undefined): string {
  switch (state) {
    case "lobby":
      return "planned in all";
    case "paused":
      return "paused";
    case "ended":
      return "spent in all";
    default:
      return urgency === "over" ? "over time" : urgency === "soon" ? "soon over" : "left";
  }
}

/** Start, pause, resume and next, for those who run the clock. */
export function ClockControls() {
  const runs = useRunsClock();
  const command = useCommand();
  const timer = useView(timerOf);
  const framework = useView(frameworkOf);
  const live = useView((view) => view.connection.status === "live");
  if (!runs || timer === undefined || timer.clock.state === "ended") return null;
  if (timer.clock.state === "lobby") {
    return (
      <Button look="primary" isDisabled={!live} onPress={() => command({ type: "interview.start" })}>
        <Play className="icon" aria-hidden /> Start
      </Button>
    );
  }
  const from = timer.clock.phase;
  const next = nextPhase(timer);
  return (
    <div className="clock__controls">
      {timer.clock.state === "running" ? (
        <IconButton label="Pause the clock" keys="Shift P" isDisabled={!live} onPress={() => command({ type: "timer.pause" })}>
          <Pause className="icon" aria-hidden />
        </IconButton>
      ) : (
        <Button look="primary" small isDisabled={!live} onPress={() => command({ type: "timer.resume" })}>
          <Play className="icon" aria-hidden /> Resume
        </Button>
      )}
      {next !== undefined && (
        <IconButton label={`Go on to ${phaseName(framework, next)}`} keys="Shift N" isDisabled={!live} onPress={() => command({ type: "phase.next", from })}>
          <SkipForward className="icon" aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

// Says once a visit that the phase is soon over, and that its time is up; quietly, for who listens as for who sees.
function SoonOver() {
  const timer = useView(timerOf);
  const framework = useView(frameworkOf);
  const phase = presentPhase(timer);
  const running = timer?.clock.state === "running";
  const urgency = useServerTime((now) => (timer === undefined || phase === undefined || !running ? undefined : urgencyOf(leftOf(timer, phase, now), budgetOf(timer, phase))));
  const [said, setSaid] = useState("");
  const last = useRef<{ phase: string | undefined; urgency: string | undefined }>({ phase: undefined, urgency: undefined });
  useEffect(() => {
    const before = last.current;
    last.current = { phase, urgency };
    if (before.phase !== phase || before.urgency === urgency || before.urgency === undefined) return;
    if (urgency === "soon" && timer !== undefined && phase !== undefined) setSaid(`${soonText(budgetOf(timer, phase))} left for ${phaseName(framework, phase)}.`);
    if (urgency === "over") setSaid(`The time for ${phaseName(framework, phase)} is up; the room goes on.`);
  }, [phase, urgency, framework, timer]);
  useEffect(() => {
    if (said === "") return;
    const timeout = setTimeout(() => setSaid(""), 8000);
    return () => clearTimeout(timeout);
  }, [said]);
  return (
    <div className="clock__said" role="status" data-shown={said !== ""}>
      {said}
    </div>
  );
}

function soonText(budget: number): string {
  const millis = soonOver(budget);
  return millis === 60_000 ? "One minute" : `${Math.round(millis / 1000)} seconds`;
}

/** What is left of the whole interview. */
export function Total() {
  const timer = useView(timerOf);
  const text = useServerTime((now) => (presentPhase(timer) === undefined || timer === undefined ? undefined : clockText(totalLeft(timer, now))));
  return text === undefined ? null : (
    <div className="clock__total">
      <span>{text}</span> in all
    </div>
  );
}
