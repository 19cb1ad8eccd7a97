import { NotebookPen } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, TextInput } from "../../ui/controls.tsx";
import { append } from "../notes/append.ts";
import { useNewText } from "../probes/drafts.ts";
import { useRoom, useView } from "../room/context.tsx";
import { type Assumptions, type Capacity, type Rate, capacityMarkdown, capacityOf, simplifications } from "./capacity.ts";
import { bytesOf, bytesText, countOf, countText, ratioOf, yearsOf } from "./quantities.ts";

interface Entry {
  readonly name: keyof Assumptions;
  readonly label: string;
  /** What it is at first. */
  readonly usual: string;
  readonly example: string;
  readonly read: (text: string) => number | undefined;
  readonly expected: string;
}

const aNumber = "Expected: a number, as 10M or 5k.";
const entries: readonly Entry[] = [
  { name: "dailyUsers", label: "Daily active users", usual: "", example: "10M", read: countOf, expected: aNumber },
  { name: "actionsPerUserAndDay", label: "Actions a day each", usual: "", example: "20", read: countOf, expected: aNumber },
  { name: "readsPerWrite", label: "Reads : writes", usual: "10:1", example: "10:1", read: ratioOf, expected: "Expected: a ratio, as 10:1." },
  { name: "peakFactor", label: "Peak over average", usual: "3", example: "3", read: countOf, expected: "Expected: a number, as 3." },
  { name: "bytesPerItem", label: "Size of an item", usual: "1 KB", example: "2 KB", read: bytesOf, expected: "Expected: a size, as 2 KB or 1.5 MB." },
  { name: "retentionYears", label: "Kept for, in years", usual: "5", example: "5", read: yearsOf, expected: "Expected: years, as 5, or 6 months." },
  { name: "copies", label: "Copies", usual: "3", example: "3", read: countOf, expected: "Expected: a number, as 3." },
];

/** Reckons what a system has to bear from a few assumptions, and writes it into the notes on demand. */
export function Calculator() {
  const [kept, keep] = useNewText("capacity"); // One line for each entry.
  const texts = kept === "" ? entries.map(({ usual }) => usual) : kept.split("\n");
  const values = entries.map(({ read }, index) => read(texts[index] ?? ""));
  const assumptions = values.every((value) => value !== undefined)
    ? (Object.fromEntries(entries.map(({ name }, index) => [name, values[index]])) as unknown as Assumptions)
    : undefined;
  const capacity = assumptions && capacityOf(assumptions);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => body.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div className="capacity__body" ref={body}>
      <div className="capacity__entries">
        {entries.map(({ name, label, example, expected }, index) => {
          const text = texts[index] ?? "";
          return (
            <TextInput
              key={name}
              small
              label={label}
              value={text}
              onChange={(value) => keep(texts.with(index, value).join("\n"))}
              placeholder={example}
              maxLength={40}
              autoComplete="off"
              error={text.trim() !== "" && values[index] === undefined ? expected : undefined}
            />
          );
        })}
      </div>
      <Results capacity={capacity} />
      <p className="capacity__assumed">Assumed: {simplifications}</p>
      <Write text={assumptions && capacity && capacityMarkdown(assumptions, capacity)} />
    </div>
  );
}

function Results({ capacity }: { readonly capacity: Capacity | undefined }) {
  const rate = (found: Rate | undefined, text: (value: number) => string) =>
    found === undefined ? "–" : `${text(found.average)}/s, at peak ${text(found.peak)}/s`;
  const size = (bytes: number | undefined) => (bytes === undefined ? "–" : bytesText(bytes));
  return (
    <dl className="capacity__results" aria-label="Estimate">
      <Result name="Requests" value={rate(capacity?.requestsPerSecond, countText)} />
      <Result name="Reads" value={rate(capacity?.readsPerSecond, countText)} />
      <Result name="Writes" value={rate(capacity?.writesPerSecond, countText)} />
      <Result name="Storage a year" value={size(capacity?.bytesPerYear)} />
      <Result name="Storage in all" value={size(capacity?.bytesInAll)} />
      <Result name="Bandwidth in" value={rate(capacity?.bytesInPerSecond, bytesText)} />
      <Result name="Bandwidth out" value={rate(capacity?.bytesOutPerSecond, bytesText)} />
    </dl>
  );
}

function Result({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Write({ text }: { readonly text: string | undefined }) {
  const { model, session } = useRoom();
  const document = useView((view) => view.documents.get("notes"));
  const limit = useView((view) => view.limits?.docLength);
  const [written, setWritten] = useState<string>();
  const write = () => {
    if (document === undefined || text === undefined || limit === undefined) return;
    if (!append(document, text, limit)) return model.notice("warning", "The notes hold as much text as they can.");
    session?.edited("notes");
    setWritten(text);
  };
  return (
    <div className="capacity__write">
      <Button small look="primary" isDisabled={text === undefined || document === undefined || limit === undefined} onPress={write}>
        <NotebookPen className="icon" aria-hidden />
        Write it into the notes
      </Button>
      <span role="status" className="quiet">{written !== undefined && written === text ? "It stands at the end of the notes." : ""}</span>
    </div>
  );
}
