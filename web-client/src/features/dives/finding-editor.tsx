import { useRef, useState } from "react";
import type { FindingItem, ItemId } from "../../protocol/generated/types.ts";
import { Button, Select, TextInput } from "../../ui/controls.tsx";
import { useReturnFocus } from "../../ui/focus.ts";
import { Segments } from "../../ui/segments.tsx";
import type { Draft } from "../probes/drafts.ts";
import { requirementsOf, useCommand, useRoom, useView } from "../room/context.tsx";
import { findingOf, findingTypes, sameFinding } from "./finding-types.ts";

const none = "none";

export interface FindingEditorProps {
  readonly finding: FindingItem;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft | undefined) => void;
}

/** A finding being edited in place. Enter saves, Escape does not; what is not saved outlives a reload. */
export function FindingEditor({ finding: { kind, id, content: before }, draft, onDraft }: FindingEditorProps) {
  const { session } = useRoom();
  const command = useCommand();
  const requirements = useView(requirementsOf);
  const limit = useView((view) => view.limits?.requirementLength);
  const [type, setType] = useState(before.type);
  const [requirement, setRequirement] = useState<ItemId>(before.requirement ?? none);
  const place = useRef<HTMLFormElement>(null);
  useReturnFocus(place);
  const content = findingOf(type, draft.text, requirement === none ? undefined : requirement);
  const save = () => {
    if (content === undefined) return;
    if (!sameFinding(content, before)) command({ type: "finding.edit", id, rev: draft.rev, content });
    onDraft(undefined);
  };
  return (
    <form
      ref={place}
      className="finding__editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => event.key === "Escape" && onDraft(undefined)}
    >
      <TextInput
        label="Finding"
        hideLabel
        small
        autoFocus
        value={draft.text}
        onChange={(text) => {
          onDraft({ text, rev: draft.rev });
          session?.signals.typing({ item: { kind, id } });
        }}
        {...(limit === undefined ? {} : { maxLength: limit })}
      />
      <Segments label="Type" hideLabel value={type} onChange={setType} segments={findingTypes} />
      <Select
        label="Requirement"
        hideLabel
        small
        value={requirement}
        onChange={setRequirement}
        choices={[{ id: none, name: "No requirement" }, ...requirements.map((one) => ({ id: one.id, name: one.content.text }))]}
      />
      <div className="finding__buttons">
        <Button type="submit" small look="primary" isDisabled={content === undefined}>Save</Button>
        <Button small look="quiet" onPress={() => onDraft(undefined)}>Cancel</Button>
      </div>
    </form>
  );
}
