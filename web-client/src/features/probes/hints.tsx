import { EyeOff } from "lucide-react";
import { useRef, useState } from "react";
import type { HintLevel, ProbePlanItem } from "../../protocol/generated/types.ts";
import { item } from "../../sync/predict.ts";
import { Button, Select } from "../../ui/controls.tsx";
import { useReturnFocus } from "../../ui/focus.ts";
import { GrowingArea } from "../../ui/growing-area.tsx";
import { announce } from "../../ui/announce.ts";
import { useCommand, useView } from "../room/context.tsx";
import { hintLevels, hintNames, useTimeLabel } from "./labels.ts";
import { useNewText } from "./drafts.ts";
import "./hints.css";

/** What interviewers keep about a probe: hints, its place in the queue, where it is from. */
export function usePlan(probe: string): ProbePlanItem | undefined {
  return useView((view) => view.items && item<ProbePlanItem>(view.items, "probe-plan", probe));
}

/** The hints that were given, oldest first. Interviewers alone have them. */
export function HintsGiven({ hints }: { readonly hints: ProbePlanItem["hints"] }) {
  const timeLabel = useTimeLabel();
  return (
    <div className="hints">
      <p className="hints__title">
        <EyeOff className="icon" aria-hidden />
        Hints given, seen by interviewers only
      </p>
      <ol>
        {hints.map(({ level, text, time }) => (
          <li key={`${level} ${time}`}>
            <span className="hints__time">{timeLabel(time)}</span> <strong>{hintNames[level]}</strong> {text}
          </li>
        ))}
      </ol>
    </div>
  );
}

const levels = hintLevels.map((id) => ({ id, name: hintNames[id] }));

/** Records a hint that was said: how much it gave away, and in what words. */
export function HintForm({ probe, onDone }: { readonly probe: string; readonly onDone: () => void }) {
  const command = useCommand();
  const limit = useView((view) => view.limits?.hintLength);
  const [level, setLevel] = useState<HintLevel>("nudge");
  const [text, setText] = useNewText(`hint|${probe}`);
  const place = useRef<HTMLDivElement>(null);
  useReturnFocus(place);
  const record = () => {
    command({ type: "probe.hint", id: probe, level, ...(text.trim() === "" ? {} : { text: text.trim() }) });
    announce(`${hintNames[level]} recorded`);
    setText("");
    onDone();
  };
  return (
    <div className="hints hint-form" ref={place} role="group" aria-label="Record a hint">
      <p className="hints__title">
        <EyeOff className="icon" aria-hidden />
        Only interviewers see this
      </p>
      <Select small label="How much it gives away" hideLabel value={level} onChange={setLevel} choices={levels} />
      <GrowingArea small autoFocus label="What was said" placeholder="What was said (may be left out)" value={text} maxLength={limit} onChange={setText} />
      <div className="hint-form__buttons">
        <Button small look="quiet" onPress={onDone}>
          Cancel
        </Button>
        <Button small look="primary" onPress={record}>
          Record
        </Button>
      </div>
    </div>
  );
}
