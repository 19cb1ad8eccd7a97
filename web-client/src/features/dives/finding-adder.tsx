import { Plus } from "lucide-react";
import { useState } from "react";
import type { ItemId } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { Button } from "../../ui/controls.tsx";
import { Adder } from "../lists/adder.tsx";
import { limits } from "../lists/limits.ts";
import { useNewText } from "../probes/drafts.ts";
import { useCommand } from "../room/context.tsx";
import { type FindingType, findingNames, findingOf, findingTypes } from "./finding.ts";

/** Adds findings one after the other: a press says of which type, Enter adds, Escape ends it. */
export function FindingAdder({ requirement }: { readonly requirement: ItemId | undefined }) {
  const command = useCommand();
  const place = `new-finding-${requirement ?? "none"}`;
  const [text, setText] = useNewText(place);
  const [chosen, setChosen] = useState<FindingType>();
  const type = chosen ?? (text === "" ? undefined : "edge-case"); // Words that wait are shown.
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
        <Adder
          key={type}
          place={place}
          small
          autoFocus={chosen !== undefined}
          label={`New ${findingNames[type].toLowerCase()}`}
          start={type === "edge-case" ? "What happens when …" : "What gives way first"}
          limit={limits.requirementLength}
          onAdd={(line) => {
            const content = findingOf(type, line, requirement);
            if (content !== undefined) command({ type: "finding.add", id: newId(), content });
            setChosen(type);
          }}
        />
      )}
    </div>
  );
}
