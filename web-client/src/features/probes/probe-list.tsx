import { useMemo } from "react";
import type { ProbeItem } from "../../protocol/generated/types.ts";
import { Unplaced } from "../../ui/versions.tsx";
import { useRoom, useView } from "../room/context.tsx";
import { pinnedFirst } from "./arrange.ts";
import { useDraft } from "./drafts.ts";
import { useHeldOrder } from "./held-order.ts";
import { useLostIds } from "./lost.ts";
import { ProbeCard } from "./probe-card.tsx";
import "./probes.css";

export interface ProbeListProps {
  readonly probes: readonly ProbeItem[];
  /** They stand with their requirement, which need not be named again. */
  readonly placed: boolean;
}

/** Pushed probes, for everybody in the room: who takes part answers them here, who watches reads along. */
export function ProbeList({ probes, placed }: ProbeListProps) {
  const [shown, handlers] = useHeldOrder(useMemo(() => pinnedFirst(probes), [probes]));
  return (
    <ul className="probes__list" {...handlers}>
      {shown.map((probe) => (
        <li key={probe.id}>
          <ProbeCard probe={probe} placed={placed} />
        </li>
      ))}
    </ul>
  );
}

/** Answers to probes that were taken back while the user wrote them. */
export function LostAnswers({ there }: { readonly there: readonly ProbeItem[] }) {
  return useLostIds("probe", new Set(there.map(({ id }) => id))).map((id) => <LostAnswer key={id} id={id} />);
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
