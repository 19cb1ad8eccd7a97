import { useState } from "react";
import type { Category, RequirementItem } from "../../protocol/generated/types.ts";
import { Select, TextInput } from "../../ui/controls.tsx";
import { useGuide } from "../guide/use-guide.ts";
import { EditForm } from "../lists/edit-form.tsx";
import { EditedLine } from "../lists/edited-line.tsx";
import { limits } from "../lists/limits.ts";
import { revised, same } from "../lists/merging.ts";
import { requirementsOf, useCommand, useRoom } from "../room/context.tsx";
import { tidied } from "./sorting.ts";

/** A requirement being edited in place. */
export function Editor({ requirement, onDone }: { readonly requirement: RequirementItem; readonly onDone: () => void }) {
  const { model } = useRoom();
  const command = useCommand();
  const points = useGuide()?.checklist ?? [];
  // As the user saw it when they began.
  const [seen] = useState(requirement);
  const { id, content } = seen;
  const [text, setText] = useState(content.text);
  const [category, setCategory] = useState<Category | "none">(content.category ?? "none");
  const [target, setTarget] = useState(content.target ?? "");

  const save = () => {
    const changed = tidied({ style: content.style, scope: content.scope, text, category: category === "none" ? undefined : category, target });
    if (changed === undefined || same(changed, content)) return;
    const now = requirementsOf(model.view).find((other) => other.id === id);
    command({ type: "requirement.edit", id, ...revised(seen, changed, now) });
  };
  return (
    <EditForm onSave={save} onDone={onDone}>
      <EditedLine label="Requirement" item={{ kind: "requirement", id }} value={text} maxLength={limits.requirementLength} onChange={setText} />
      {content.style === "non-functional" && (
        <div className="edit-form__more">
          <Select
            label="Category"
            hideLabel
            small
            value={category}
            onChange={setCategory}
            choices={[{ id: "none", name: "No category" }, ...points.map((point) => ({ id: point.category, name: point.name }))]}
          />
          <TextInput label="Number" hideLabel small value={target} onChange={setTarget} maxLength={limits.targetLength} placeholder="Number, as p99 under 200 ms" />
        </div>
      )}
    </EditForm>
  );
}
