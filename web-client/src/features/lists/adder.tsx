import { TextInput } from "../../ui/controls.tsx";
import { useNewText } from "../probes/drafts.ts";
import { lineOf } from "./text.ts";
import "./lists.css";

export interface AdderProps {
  /** Where what is not added yet is kept, also while the workspace shows something else. */
  readonly place: string;
  readonly label: string;
  /** How such a text may begin. */
  readonly start: string;
  readonly limit: number;
  readonly small?: boolean;
  readonly autoFocus?: boolean;
  readonly onAdd: (line: string) => void;
}

/** The line below a list in which the next one is written: Enter adds it, and the one after it can be typed at once. */
export function Adder({ place, label, start, limit, small = false, autoFocus = false, onAdd }: AdderProps) {
  const [text, setText] = useNewText(place);
  const add = () => {
    const line = lineOf(text);
    if (line === undefined) return;
    onAdd(line);
    setText("");
  };
  return (
    <form
      className="adder"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextInput label={label} hideLabel small={small} autoFocus={autoFocus} value={text} onChange={setText} placeholder={start} maxLength={limit} autoComplete="off" />
    </form>
  );
}
