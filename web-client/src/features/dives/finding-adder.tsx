import { Plus } from "lucide-react";
import { useState } from "react";
import type { ItemId } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { Button, TextInput } from "../../ui/controls.tsx";
import { useNewText } from "../probes/drafts.ts";
import { useCommand, useView } from "../room/context.tsx";
import { type FindingType, findingNames, findingOf, findingTypes } from "./finding-types.ts";

/** Adds findings one after the other: a press says of which type, Enter adds, Escape ends it. */
export function FindingAdder({ requirement }: { readonly requirement: ItemId | undefined }) {
  const command = useCommand();
  const limit = useView((view) => view.limits?.requirementLength);
  const [text, setText] = useNewText(`new-finding-${requirement ?? "none"}`);
  const [chosen, setChosen] = useState<FindingType>();
  const type = chosen ?? (text === "" ? undefined : "edge-case"); // Words that wait are shown.
  const add = () => {
    const content = type && findingOf(type, text, requirement);
    if (content === undefined) return;
    command({ type: "finding.add", id: newId(), content });
    setText("");
    setChosen(content.type);
  };
  return (
    <div
      className="finding-adder"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        setText("");
        setChosen(undefined);
      }}
    >
      <div className="finding-adder__types">
        {findingTypes.map(({ id, name }) => (
          <Button key={id} small look="quiet" aria-pressed={type === id} {...(type === id ? { "data-selected": "" } : {})} onPress={() => setChosen(type === id && text === "" ? undefined : id)}>
            <Plus className="icon" aria-hidden />
            {name}
          </Button>
        ))}
      </div>
      {type !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <TextInput
            key={type}
            autoFocus={chosen !== undefined}
            label={`New ${findingNames[type].toLowerCase()}`}
            hideLabel
            small
            value={text}
            onChange={setText}
            placeholder={type === "edge-case" ? "What happens when …, then Enter" : "What gives way first, then Enter"}
            {...(limit === undefined ? {} : { maxLength: limit })}
          />
        </form>
      )}
    </div>
  );
}
