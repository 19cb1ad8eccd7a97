import { Undo2, X } from "lucide-react";
import { useCallback, useState } from "react";
import type { FindingEditCommand, FindingItem, ItemId } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { announce } from "../../ui/announce.ts";
import { Button, IconButton } from "../../ui/controls.tsx";
import { Conflict } from "../lists/conflict.tsx";
import type { LostEdit } from "../lists/lost-edits.ts";
import { SortedRows } from "../lists/sorted-rows.tsx";
import { useCommand } from "../room/context.tsx";
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
        <SortedRows
          items={findings}
          may={may}
          row={(finding, nudge) => <FindingRow key={finding.id} finding={finding} placed={requirement !== undefined} may={may} onNudge={nudge} onRemove={remove} />}
        />
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

/** Two people edited one finding, or one of them removed it. */
export function FindingConflict({ item, conflict: { current }, edit: { id, content } }: LostEdit<FindingEditCommand>) {
  const command = useCommand();
  const theirs = current?.kind === "finding" ? (current as FindingItem) : undefined;
  return (
    <Conflict
      item={item}
      mine={content.text}
      theirs={theirs?.content.text}
      onMine={() => command(theirs === undefined ? { type: "finding.add", id, content } : { type: "finding.edit", id, rev: theirs.rev, content })}
      both={{ name: "Keep both", onChoose: () => command({ type: "finding.add", id: newId(), content }) }}
    />
  );
}
