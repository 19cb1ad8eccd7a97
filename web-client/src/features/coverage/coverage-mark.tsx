import { CircleCheck, CircleDashed, CircleDot } from "lucide-react";
import type { ItemId } from "../../protocol/generated/types.ts";
import { timerOf, useView } from "../room/context.tsx";
import { progressIn } from "./in-view.ts";
import { type Progress, isDue, progressNames } from "./progress.ts";
import "./coverage-mark.css";

const icons: Readonly<Record<Progress, typeof CircleDot>> = {
  "no-endpoint": CircleDashed, "not-walked": CircleDot, walked: CircleCheck, "no-dive": CircleDashed, "not-met": CircleDot, met: CircleCheck,
};

/** How far a core requirement is covered, beside it; from the API phase on. */
export function CoverageMark({ requirement }: { readonly requirement: ItemId }) {
  const progress = useView((view) => {
    const timer = timerOf(view);
    return timer !== undefined && isDue(timer) ? progressIn(view, requirement) : undefined;
  });
  if (progress === undefined) return null;
  const Icon = icons[progress];
  return (
    <span className="coverage-mark" data-progress={progress} title={progressNames[progress]}>
      <Icon className="icon" role="img" aria-label={`Coverage: ${progressNames[progress]}`} />
    </span>
  );
}
