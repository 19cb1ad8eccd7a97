import { Check } from "lucide-react";
import type { GuideProbe, HintLevel, ProbePlanItem } from "../../protocol/generated/types.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/controls.tsx";
import { isFrozen, useCommand, useView } from "../room/context.tsx";
import { hintLevels, hintNames, useTimeLabel } from "../probes/labels.ts";

export interface ProbeKeyProps {
  readonly entry: GuideProbe;
  /** The probe that was pushed, if it was: a hint from the ladder is then recorded by one click. */
  readonly plan?: ProbePlanItem | undefined;
}

/** What a strong answer has, and the ladder of hints towards it. */
export function ProbeKey({ entry, plan }: ProbeKeyProps) {
  return (
    <div className="key">
      <p className="key__title">A strong answer</p>
      <ul className="key__points">
        {entry.strong.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <p className="key__title">Hints, little to much</p>
      <ol className="key__ladder">
        {hintLevels.map((level) => (
          <Rung key={level} level={level} text={level === "reveal" ? undefined : entry.hints[level]} plan={plan?.state === "pushed" ? plan : undefined} />
        ))}
      </ol>
    </div>
  );
}

function Rung({ level, text, plan }: { readonly level: HintLevel; readonly text: string | undefined; readonly plan: ProbePlanItem | undefined }) {
  const command = useCommand();
  const frozen = useView(isFrozen);
  const timeLabel = useTimeLabel();
  const given = plan?.hints.findLast((hint) => hint.level === level && (text === undefined || hint.text === text));
  if (text === undefined && plan === undefined) return null;
  const give = (id: string) => {
    command({ type: "probe.hint", id, level, ...(text === undefined ? {} : { text }) });
    announce(`${hintNames[level]} recorded`);
  };
  return (
    <li className="key__rung">
      <p>
        <strong>{hintNames[level]}</strong> {text}
      </p>
      {given ? (
        <span className="key__given">
          <Check className="icon" aria-hidden />
          <span className="visually-hidden">given at </span>
          {timeLabel(given.time)}
        </span>
      ) : (
        plan !== undefined &&
        !frozen && (
          <Button small aria-label={`Record that the ${hintNames[level].toLowerCase()} was given`} onPress={() => give(plan.id)}>
            Given
          </Button>
        )
      )}
    </li>
  );
}
