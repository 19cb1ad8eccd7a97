import { useState } from "react";
import type { FindingItem, ItemId } from "../../protocol/generated/types.ts";
import { Select } from "../../ui/controls.tsx";
import { Segments } from "../../ui/segments.tsx";
import { EditForm } from "../lists/edit-form.tsx";
import { EditedLine } from "../lists/edited-line.tsx";
import { limits } from "../lists/limits.ts";
import { revised, same } from "../lists/merging.ts";
import { findingsOf, requirementsOf, useCommand, useRoom, useView } from "../room/context.tsx";
import { findingOf, findingTypes } from "./finding.ts";

const none = "none";

/** A finding being edited in place. */
export function FindingEditor({ finding, onDone }: { readonly finding: FindingItem; readonly onDone: () => void }) {
  const { model } = useRoom();
  const command = useCommand();
  const requirements = useView(requirementsOf);
  const [seen] = useState(finding); // As the user saw it when they began (CM15).
  const { kind, id, content } = seen;
  const [text, setText] = useState(content.text);
  const [type, setType] = useState(content.type);
  const [requirement, setRequirement] = useState<ItemId>(content.requirement ?? none);
  const save = () => {
    const changed = findingOf(type, text, requirement === none ? undefined : requirement);
    if (changed === undefined || same(changed, content)) return;
    const now = findingsOf(model.view).find((other) => other.id === id);
    command({ type: "finding.edit", id, ...revised(seen, changed, now) });
  };
  return (
    <EditForm onSave={save} onDone={onDone}>
      <EditedLine label="Finding" item={{ kind, id }} value={text} maxLength={limits.requirementLength} onChange={setText} />
      <Segments label="Type" hideLabel value={type} onChange={setType} segments={findingTypes} />
      <Select
        label="Requirement"
        hideLabel
        small
        value={requirement}
        onChange={setRequirement}
        choices={[{ id: none, name: "No requirement" }, ...requirements.map((one) => ({ id: one.id, name: one.content.text }))]}
      />
    </EditForm>
  );
}
