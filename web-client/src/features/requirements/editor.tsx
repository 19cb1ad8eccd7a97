import { useEffect, useRef, useState } from "react";
import type { Category, RequirementItem } from "../../protocol/generated/types.ts";
import { Button, Select, TextInput } from "../../ui/controls.tsx";
import { useGuide } from "../guide/use-guide.ts";
import { useCommand, useRoom } from "../room/context.tsx";
import { sameContent, tidied } from "./sorting.ts";

/** A requirement being edited in place. Enter, or leaving it, saves; Escape does not. */
export function Editor({ requirement, onDone }: { readonly requirement: RequirementItem; readonly onDone: () => void }) {
  const { session } = useRoom();
  const command = useCommand();
  const points = useGuide()?.checklist ?? [];
  // Of the version that the user saw when they began: if somebody else is faster, both are shown (CM15).
  const [{ id, rev, content }] = useState(requirement);
  const [text, setText] = useState(content.text);
  const [category, setCategory] = useState<Category | "none">(content.category ?? "none");
  const [target, setTarget] = useState(content.target ?? "");
  const finished = useRef(false);
  const form = useRef<HTMLFormElement>(null);

  const save = () => {
    const changed = tidied({ style: content.style, scope: content.scope, text, category: category === "none" ? undefined : category, target });
    if (changed !== undefined && !sameContent(changed, content)) command({ type: "requirement.edit", id, rev, content: changed });
  };
  const done = (saved: boolean) => {
    if (finished.current) return;
    finished.current = true;
    if (saved) save();
    onDone();
  };
  // Somebody deleted the requirement, or the workspace turned to another phase: no reason to lose words.
  const leave = useRef(save);
  leave.current = save;
  useEffect(
    () => () => {
      if (!finished.current) leave.current();
    },
    [],
  );
  const typing = () => session?.signals.typing({ item: { kind: "requirement", id } });

  return (
    <form
      ref={form}
      className="requirement__editor"
      onSubmit={(event) => {
        event.preventDefault();
        done(true);
      }}
      onKeyDown={(event) => event.key === "Escape" && done(false)}
      onBlur={({ relatedTarget }) => {
        // A list that opened from here is still a part of it.
        const inside = relatedTarget instanceof Element && (form.current?.contains(relatedTarget) || relatedTarget.closest(".popover") !== null);
        if (!inside && relatedTarget !== null) done(true);
      }}
    >
      <TextInput
        label="Requirement"
        hideLabel
        small
        autoFocus
        value={text}
        maxLength={2000}
        onChange={(value) => {
          setText(value);
          typing();
        }}
      />
      {content.style === "non-functional" && (
        <div className="requirement__more">
          <Select
            label="Category"
            hideLabel
            small
            value={category}
            onChange={setCategory}
            choices={[{ id: "none", name: "No category" }, ...points.map((point) => ({ id: point.category, name: point.name }))]}
          />
          <TextInput label="Number" hideLabel small value={target} onChange={setTarget} maxLength={120} placeholder="Number, as p99 under 200 ms" />
        </div>
      )}
      <div className="requirement__buttons">
        <Button type="submit" small look="primary">Save</Button>
        <Button small look="quiet" onPress={() => done(false)}>Cancel</Button>
      </div>
    </form>
  );
}
