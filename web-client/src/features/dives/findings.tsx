import { Undo2, X } from "lucide-react";
import { useCallback, useState } from "react";
import type { FindingItem, ItemId } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { announce } from "../../ui/announce.ts";
import { Button, IconButton } from "../../ui/controls.tsx";
import { Sortable } from "../../ui/sortable.tsx";
import { Unplaced } from "../../ui/versions.tsx";
import { placing } from "../private/placing.ts";
import { useDraft } from "../probes/drafts.ts";
import { useLostIds } from "../probes/lost.ts";
import { isFrozen, useCommand, useRoom, useView } from "../room/context.tsx";
import { FindingAdder } from "./finding-adder.tsx";
import { FindingRow } from "./finding-row.tsx";

export interface FindingsProps {
  readonly findings: readonly FindingItem[];
  /** The requirement that they are about; undefined for those of none that is shown. */
  readonly requirement: ItemId | undefined;
  readonly may: boolean;
}

/** Edge cases and bottlenecks that belong together, in their order. */
export function Findings({ findings, requirement, may }: FindingsProps) {
  const command = useCommand();
  const [removed, setRemoved] = useState<FindingItem>();
  const move = useCallback(
    (id: ItemId, index: number) => {
      if (index < 0 || index >= findings.length) return;
      for (const { id: moved, order } of placing(findings, id, index)) command({ type: "finding.move", id: moved, order });
    },
    [findings, command],
  );
  const nudge = useCallback((id: ItemId, by: 1 | -1) => move(id, findings.findIndex((one) => one.id === id) + by), [findings, move]);
  const remove = useCallback(
    (finding: FindingItem) => {
      command({ type: "finding.remove", id: finding.id, rev: finding.rev });
      setRemoved(finding);
    },
    [command],
  );
  return (
    <div className="findings">
      {findings.length > 0 && (
        <Sortable ids={findings.map(({ id }) => id)} disabled={!may} onMove={move}>
          <ul aria-label="Edge cases and bottlenecks">
            {findings.map((finding) => (
              <FindingRow key={finding.id} finding={finding} placed={requirement !== undefined} may={may} onNudge={nudge} onRemove={remove} />
            ))}
          </ul>
        </Sortable>
      )}
      {removed !== undefined && may && !findings.some(({ id }) => id === removed.id) && <Removed finding={removed} onDone={() => setRemoved(undefined)} />}
      {may && <FindingAdder requirement={requirement} />}
    </div>
  );
}

// Stays until it is used or dismissed: who takes their time can undo, too.
function Removed({ finding: { id, order, content, status }, onDone }: { readonly finding: FindingItem; readonly onDone: () => void }) {
  const command = useCommand();
  const undo = () => {
    command({ type: "finding.add", id, order, content });
    if (status !== "open") command({ type: "finding.mark", id, status });
    announce("Put back");
    onDone();
  };
  return (
    <div className="findings__removed">
      <p role="status">Removed: {content.text}</p>
      <Button small onPress={undo}>
        <Undo2 className="icon" aria-hidden />
        Undo
      </Button>
      <IconButton small label="Dismiss" onPress={onDone}>
        <X className="icon" aria-hidden />
      </IconButton>
    </div>
  );
}

/** Edits of findings that somebody removed meanwhile. */
export function LostFindings({ there }: { readonly there: readonly FindingItem[] }) {
  return useLostIds("finding", new Set(there.map(({ id }) => id))).map((id) => <LostFinding key={id} id={id} />);
}

function LostFinding({ id }: { readonly id: ItemId }) {
  const { session } = useRoom();
  const command = useCommand();
  const frozen = useView(isFrozen);
  const key = `finding|${id}`;
  const [draft, setDraft] = useDraft(key);
  const refused = useView((view) => view.conflicts.get(key)?.command);
  const content = refused?.type === "finding.edit" ? refused.content : ({ type: "edge-case", text: draft?.text ?? "" } as const);
  const settle = () => {
    setDraft(undefined);
    session?.settle(key);
  };
  return (
    <Unplaced why="The finding was removed while you edited it." words={content.text} onDismiss={settle}>
      {!frozen && content.text.trim() !== "" && (
        <Button
          small
          look="primary"
          onPress={() => {
            command({ type: "finding.add", id: newId(), content });
            settle();
          }}
        >
          Add it again
        </Button>
      )}
    </Unplaced>
  );
}
