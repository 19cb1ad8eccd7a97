import { MessageCircleQuestion } from "lucide-react";
import { useMemo } from "react";
import { Unplaced } from "../../ui/versions.tsx";
import { probesOf, useRoom, useView } from "../room/context.tsx";
import { pinnedFirst } from "./arrange.ts";
import { useDraft } from "./drafts.ts";
import { useHeldOrder } from "./held-order.ts";
import { useLostIds } from "./lost.ts";
import { ProbeCard } from "./probe-card.tsx";
import "./probes.css";

/** The probes that were pushed, for everybody in the room: who takes part answers them here, who watches reads along. */
export function ProbesPlace() {
  const probes = useView(probesOf);
  const known = useView((view) => view.items !== undefined);
  const [shown, handlers] = useHeldOrder(useMemo(() => pinnedFirst(probes), [probes]));
  return (
    <section className="probes" aria-label="Probes">
      <TakenBack there={new Set(probes.map(({ id }) => id))} />
      {known && probes.length === 0 && <NoProbes />}
      {probes.length > 0 && (
        <ul className="probes__list" {...handlers}>
          {shown.map((probe) => (
            <li key={probe.id}>
              <ProbeCard probe={probe} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function NoProbes() {
  const { role } = useRoom();
  return (
    <div className="empty">
      <MessageCircleQuestion className="icon" aria-hidden />
      <p>
        A probe is a question that digs into one part of the design: what breaks first, what it costs, what else would do. <br />
        {role === "interviewer" ? "Those that you push show here, for everybody." : "Those that an interviewer asks show here."}
      </p>
    </div>
  );
}

/** Answers to probes that were taken back while the user wrote them. */
function TakenBack({ there }: { readonly there: ReadonlySet<string> }) {
  return useLostIds("probe", there).map((id) => <LostAnswer key={id} id={id} />);
}

function LostAnswer({ id }: { readonly id: string }) {
  const { session } = useRoom();
  const key = `probe|${id}`;
  const [draft, setDraft] = useDraft(key);
  const conflict = useView((view) => view.conflicts.get(key));
  const words = draft?.text ?? (conflict?.command.type === "probe.answer" ? conflict.command.text : "");
  return (
    <Unplaced
      why="The probe was taken back while you answered it."
      words={words}
      onDismiss={() => {
        setDraft(undefined);
        session?.settle(key);
      }}
    />
  );
}
