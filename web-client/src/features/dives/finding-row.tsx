import { Circle, CircleCheck, CornerUpLeft } from "lucide-react";
import { memo, useState } from "react";
import type { FindingContent, FindingItem, RequirementItem } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { item } from "../../sync/predict.ts";
import { IconButton } from "../../ui/controls.tsx";
import { ListRow, type Nudge, RowText } from "../lists/list-row.tsx";
import { Typing } from "../people/typing.tsx";
import { useCommand, useView } from "../room/context.tsx";
import { FindingEditor } from "./finding-editor.tsx";
import { FindingConflict } from "./findings.tsx";
import { findingNames } from "./finding.ts";

export interface FindingRowProps {
  readonly finding: FindingItem;
  /** It stands with its requirement, which need not be named again. */
  readonly placed: boolean;
  readonly may: boolean;
  readonly onNudge: Nudge;
  readonly onRemove: (finding: FindingItem) => void;
}

/** One finding: read, edited in place, and marked as handled. */
export const FindingRow = memo(function FindingRow({ finding, placed, may, onNudge, onRemove }: FindingRowProps) {
  const { id, content, status } = finding;
  const [editing, setEditing] = useState(false);
  const key = keyOf(finding);
  const conflict = useView((view) => view.conflicts.get(key));
  const edit = () => setEditing(true);
  return (
    <ListRow
      id={id}
      name={content.text}
      may={may}
      editing={editing}
      onEdit={edit}
      onNudge={onNudge}
      onRemove={() => onRemove(finding)}
      aside={<Typing place={key} />}
    >
      <div className="finding" data-status={status}>
        <Handled finding={finding} may={may} />
        <div className="finding__main">
          {editing ? (
            <FindingEditor finding={finding} onDone={() => setEditing(false)} />
          ) : (
            <>
              <RowText text={content.text} onEdit={may ? edit : undefined} />
              <About content={content} placed={placed} />
            </>
          )}
        </div>
      </div>
      {conflict?.command.type === "finding.edit" && <FindingConflict item={key} conflict={conflict} edit={conflict.command} />}
    </ListRow>
  );
});

function Handled({ finding: { id, status }, may }: { readonly finding: FindingItem; readonly may: boolean }) {
  const command = useCommand();
  const handled = status === "handled";
  const Icon = handled ? CircleCheck : Circle;
  if (!may) return <Icon className="icon finding__state" role="img" aria-label={handled ? "Handled" : "Open"} />;
  return (
    <IconButton small label="Handled" pressed={handled} onPress={() => command({ type: "finding.mark", id, status: handled ? "open" : "handled" })}>
      <Icon className="icon" aria-hidden />
    </IconButton>
  );
}

function About({ content, placed }: { readonly content: FindingContent; readonly placed: boolean }) {
  const requirement = useView((view) => (view.items && !placed && content.requirement !== undefined ? item<RequirementItem>(view.items, "requirement", content.requirement) : undefined));
  return (
    <p className="list-row__marks">
      <span className="chip">{findingNames[content.type]}</span>
      {requirement && (
        <span className="chip" title={requirement.content.text}>
          <CornerUpLeft className="icon" aria-hidden />
          <span className="visually-hidden">Requirement: </span>
          {requirement.content.text}
        </span>
      )}
    </p>
  );
}
