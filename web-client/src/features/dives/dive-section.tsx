import { CircleCheck, CircleDashed } from "lucide-react";
import { memo, useId } from "react";
import { Switch } from "../../ui/controls.tsx";
import { ProbeList } from "../probes/probe-list.tsx";
import { useCommand } from "../room/context.tsx";
import { DiveText } from "./dive-text.tsx";
import { Findings } from "./findings.tsx";
import { type Section, isCoreQuality } from "./sections.ts";

export interface DiveSectionProps {
  readonly section: Section;
  readonly may: boolean;
}

/** The deep dive into one requirement. */
export const DiveSection = memo(function DiveSection({ section: { requirement, dive, probes, findings }, may }: DiveSectionProps) {
  const { id, content } = requirement;
  const title = useId();
  const met = dive?.met ?? false;
  return (
    <section className="dive" id={`dive-${id}`} tabIndex={-1} aria-labelledby={title} data-met={met || undefined}>
      <header className="dive__head">
        <h2 className="dive__title" id={title}>{content.text}</h2>
        <Met requirement={id} met={met} may={may} />
      </header>
      {(content.target !== undefined || !isCoreQuality(content)) && (
        <p className="dive__marks">
          {content.target !== undefined && (
            <span className="chip chip--accent">
              <span className="visually-hidden">Target: </span>
              {content.target}
            </span>
          )}
          {!isCoreQuality(content) && <span className="chip">{content.style === "functional" ? "Functional" : "Below the line"}</span>}
        </p>
      )}
      <DiveText requirement={id} dive={dive} title={title} />
      {probes.length > 0 && <ProbeList probes={probes} placed />}
      <Findings findings={findings} requirement={id} may={may} />
    </section>
  );
});

function Met({ requirement, met, may }: { readonly requirement: string; readonly met: boolean; readonly may: boolean }) {
  const command = useCommand();
  if (may) {
    return (
      <Switch value={met} onChange={(now) => command({ type: "dive.mark", id: requirement, met: now })}>
        Met
      </Switch>
    );
  }
  const Icon = met ? CircleCheck : CircleDashed;
  return (
    <span className={`chip${met ? " chip--accent" : ""}`}>
      <Icon className="icon" aria-hidden />
      {met ? "Met" : "Not met yet"}
    </span>
  );
}
