import { CircleCheck, ListChecks } from "lucide-react";
import { Suspense, lazy, useState } from "react";
import type { PhaseId } from "../../protocol/generated/types.ts";
import { Button } from "../../ui/controls.tsx";
import { useView } from "../room/context.tsx";
import { coverageIn } from "./in-view.ts";
import { countCovered, isAllCovered } from "./progress.ts";

const CoverageDialog = lazy(() => import("./coverage-dialog.tsx"));

/** Says how many of the core requirements are covered, and opens what is behind that. `onLook` turns to the place of a phase. */
export function CoverageButton({ onLook }: { readonly onLook: (phase: PhaseId) => void }) {
  const coverage = useView(coverageIn);
  const [open, setOpen] = useState(false);
  if (coverage === undefined) return null;
  const [count, all] = [countCovered(coverage), coverage.requirements.length];
  const Icon = isAllCovered(coverage) ? CircleCheck : ListChecks;
  return (
    <>
      <Button small onPress={() => setOpen(true)}>
        <Icon className="icon" aria-hidden />
        <span className="top__label">Coverage</span>
        {all > 0 && (
          <span className="top__count">
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
