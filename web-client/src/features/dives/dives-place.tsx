import { Gauge, MessageCircleQuestion } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../../ui/controls.tsx";
import { useLostEdits } from "../lists/lost-edits.ts";
import { LostAnswers, ProbeList } from "../probes/probe-list.tsx";
import { divesOf, findingsOf, probesOf, requirementsOf, useMayWrite, useRoom, useView } from "../room/context.tsx";
import { DiveSection } from "./dive-section.tsx";
import { FindingConflict, Findings } from "./findings.tsx";
import { LostDives } from "./dive-text.tsx";
import { WhatIsOpen } from "./what-is-open.tsx";
import { divesIn, openIn } from "./sections.ts";
import "./dives.css";

export interface DivesPlaceProps {
  /** Turns to the requirements. */
  readonly onRequirements: () => void;
}

/** How the design meets each core non-functional requirement, what was asked about it, and what was found to go wrong. */
export function DivesPlace({ onRequirements }: DivesPlaceProps) {
  const { role } = useRoom();
  const requirements = useView(requirementsOf);
  const dives = useView(divesOf);
  const probes = useView(probesOf);
  const findings = useView(findingsOf);
  const known = useView((view) => view.items !== undefined);
  const may = useMayWrite();
  const lost = useLostEdits("finding.edit", findings);
  const shown = useMemo(() => divesIn(requirements, dives, probes, findings), [requirements, dives, probes, findings]);
  const open = useMemo(() => openIn(requirements, dives, probes, findings), [requirements, dives, probes, findings]);
  if (!known) return null;
  const elsewhere = shown.sections.length > 0 ? "Other " : "";
  return (
    <div className="dives">
      <LostAnswers there={probes} />
      <LostDives shown={shown.sections} />
      {lost.map((edit) => (
        <FindingConflict key={edit.item} {...edit} />
      ))}
      <WhatIsOpen open={open} any={shown.sections.length > 0 || probes.length > 0 || findings.length > 0} />
      {shown.sections.length === 0 ? (
        <NoDives may={may} onRequirements={onRequirements} />
      ) : (
        shown.sections.map((section) => <DiveSection key={section.requirement.id} section={section} may={may} />)
      )}
      <section className="dives__rest" aria-label="Probes">
        <h2>{elsewhere === "" ? "Probes" : "Other probes"}</h2>
        {shown.probes.length > 0 ? <ProbeList probes={shown.probes} placed={false} /> : <NoProbes pushes={role === "interviewer"} others={shown.sections.length > 0 && probes.length > 0} />}
      </section>
      <section className="dives__rest" aria-label="Edge cases and bottlenecks">
        <h2>{elsewhere === "" ? "Edge cases and bottlenecks" : "Other edge cases and bottlenecks"}</h2>
        {shown.findings.length === 0 && <p className="dives__hint">What happens at the edges, and what gives way first as the load grows. Note it while you talk about it.</p>}
        <Findings findings={shown.findings} requirement={undefined} may={may} />
      </section>
    </div>
  );
}

function NoDives({ may, onRequirements }: { readonly may: boolean; readonly onRequirements: () => void }) {
  return (
    <div className="empty">
      <Gauge className="icon" aria-hidden />
      <p>
        There is no core non-functional requirement yet. Each of them gets its deep dive here: how the design meets it, what was asked about it, and what could go
        wrong.
      </p>
      <Button small onPress={onRequirements}>
        {may ? "Write down the requirements" : "Show the requirements"}
      </Button>
    </div>
  );
}

function NoProbes({ pushes, others }: { readonly pushes: boolean; readonly others: boolean }) {
  if (others) return <p className="dives__hint">All that were asked stand with the requirement that they are about.</p>;
  return (
    <div className="empty">
      <MessageCircleQuestion className="icon" aria-hidden />
      <p>
        A probe is a question that digs into one part of the design: what breaks first, what it costs, what else would do. <br />
        {pushes ? "Those that you push show here, for everybody." : "Those that an interviewer asks show here."}
      </p>
    </div>
  );
}
