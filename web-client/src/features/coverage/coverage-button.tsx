import { CircleCheck, ListChecks } from "lucide-react";
import { Suspense, lazy, useState } from "react";
import { Button } from "react-aria-components";
import type { PhaseId } from "../../protocol/generated/types.ts";
import { useView } from "../room/context.tsx";
import { coverageIn } from "./in-view.ts";
import { countCovered, isAllCovered } from "./progress.ts";

const CoverageDialog = lazy(() => import("./coverage-dialog.tsx"));

export interface CoverageButtonProps {
  /** The bar in which it stands. */
  readonly bar: "top" | "panes";
  /** Turns to the place of a phase. */
  readonly onLook: (phase: PhaseId) => void;
}

/** Says how many of the core requirements are covered, and opens what is behind that. */
export function CoverageButton({ bar, onLook }: CoverageButtonProps) {
  const coverage = useView(coverageIn);
  const [open, setOpen] = useState(false);
  if (coverage === undefined) return null;
  const [count, all] = [countCovered(coverage), coverage.requirements.length];
  const Icon = isAllCovered(coverage) ? CircleCheck : ListChecks;
  return (
    <>
      <Button className={bar === "top" ? "button button--small" : "pane-bar__button"} onPress={() => setOpen(true)}>
        <Icon className="icon" aria-hidden />
        <span className="coverage-button__label">Coverage</span>
        {all > 0 && (
          <span className="coverage-button__count">
            {count}
            <span aria-hidden>/</span>
            <span className="visually-hidden"> of </span>
            {all}
          </span>
        )}
      </Button>
      <Suspense fallback={null}>{open && <CoverageDialog coverage={coverage} onLook={onLook} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
