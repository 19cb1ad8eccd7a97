import type { CSSProperties } from "react";
import { type Row, durationText, secondsOf, totalSeconds } from "./phases.ts";
import "./framework.css";

/** The phases as parts of the whole time, with their names and minutes as text. */
export function PlanBar({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <div className="plan">
      <div className="plan__bar" aria-hidden>
        {rows.map(({ key, minutes }) => (
          <span key={key} className="plan__part" style={{ flexGrow: secondsOf(minutes) ?? 0 } as CSSProperties} />
        ))}
      </div>
      <p className="plan__text">
        <strong>{durationText(totalSeconds(rows))}</strong>
        {rows.map(({ key, name, minutes }) => (
          <span key={key} className="plan__phase">
            {name === "" ? "…" : name} {minutes}
          </span>
        ))}
      </p>
    </div>
  );
}
