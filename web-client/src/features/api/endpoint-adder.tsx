import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ItemId } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { IconButton, Select, TextInput } from "../../ui/controls.tsx";
import { limits } from "../lists/limits.ts";
import { useNewText } from "../probes/drafts.ts";
import { entitiesOf, requirementsOf, useCommand, useRoom, useView } from "../room/context.tsx";
import { type Draft, contentOf, emptyDraft, examples, restyled, shortText, styles, verbNames, verbs } from "./endpoints.ts";
import { entitiesIn } from "./hints.ts";

export interface EndpointAdderProps {
  readonly begun: Begun | undefined;
  readonly onBegun: (begun: Begun | undefined) => void;
}

/** An endpoint that was begun for a requirement. */
export interface Begun {
  readonly requirement: ItemId;
}

/** The line in which the next endpoint is written. Which entities it exchanges is taken from its path, until somebody says otherwise. */
export function EndpointAdder({ begun, onBegun }: EndpointAdderProps) {
  const { model } = useRoom();
  const command = useCommand();
  const [target, setTarget] = useNewText("new-endpoint"); // Stays while the workspace shows something else.
  const [{ style, verb }, setKind] = useState<Pick<Draft, "style" | "verb">>(emptyDraft);
  const requirement = useView((view) => requirementsOf(view).find(({ id }) => id === begun?.requirement));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (begun !== undefined) form.current?.querySelector("input")?.focus();
  }, [begun]);

  const add = () => {
    const content = contentOf({ ...emptyDraft, style, verb, target, requirements: requirement === undefined ? [] : [requirement.id] });
    if (content === undefined) return;
    const entities = entitiesIn(content.path ?? "", entitiesOf(model.view)).slice(0, limits.links);
    command({ type: "endpoint.add", id: newId(), content: { ...content, entities: entities.map(({ id }) => id) } });
    setTarget("");
    onBegun(undefined);
  };
  return (
    <form
      ref={form}
      className="adder endpoint-adder"
      aria-label="New endpoint"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      {requirement !== undefined && (
        <p className="endpoint-adder__serves">
          <span>
            For: <strong>{shortText(requirement.content.text)}</strong>
          </span>
          <IconButton small label="For no requirement" onPress={() => onBegun(undefined)}>
            <X className="icon" aria-hidden />
          </IconButton>
        </p>
      )}
      <Select label="Style" hideLabel value={style} onChange={(chosen) => setKind(restyled({ ...emptyDraft, style, verb }, chosen))} choices={styles} />
      <Select label={verbNames[style]} hideLabel value={verb} onChange={(chosen) => setKind({ style, verb: chosen })} choices={verbs[style]} />
      <TextInput label="Add an endpoint" hideLabel value={target} onChange={setTarget} placeholder={examples[style]} maxLength={limits.pathLength} autoComplete="off" />
    </form>
  );
}
