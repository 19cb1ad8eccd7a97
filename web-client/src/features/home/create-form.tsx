import { ChevronRight, X } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { GuideId } from "../../protocol/generated/types.ts";
import { Refused, api } from "../../net/api.ts";
import { Button, IconButton, Switch, TextInput } from "../../ui/controls.tsx";
import { Segments } from "../../ui/segments.tsx";
import type { MyRoom } from "../entry/stored.ts";
import { PlanBar } from "../framework/plan-bar.tsx";
import { useGuide } from "../guide/use-guide.ts";
import { createKey, rememberCreateKey } from "./create-key.ts";
import { LibraryPicker } from "./library-picker.tsx";
import { type Draft, type DraftProblems, checkDraft, emptyDraft, rowsIn, withLength } from "./new-room.ts";
import { RoomOptions } from "./room-options.tsx";

export interface CreateFormProps {
  readonly onCreated: (room: MyRoom) => void;
  /** For one that the user asked for. */
  readonly autoFocus: boolean;
}

/** Asks for what a room needs, and makes it. */
export function CreateForm({ onCreated, autoFocus }: CreateFormProps) {
  const [draft, setDraft] = useState(emptyDraft);
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState(createKey);
  const [asksKey, setAsksKey] = useState(false);
  const [keyProblem, setKeyProblem] = useState<string>();
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const checked = checkDraft(draft);
  const problems: DraftProblems = tries > 0 && "problems" in checked ? checked.problems : {};
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  // After a try, the first field that is wrong is where the user goes on.
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries, keyProblem]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTries((count) => count + 1);
    if ("problems" in checked) {
      if (checked.problems.framework) setOpen(true);
      return;
    }
    setBusy(true);
    setFailure(undefined);
    setKeyProblem(undefined);
    api.createRoom(checked.room, key === "" ? undefined : key).then(
      ({ id, links, tokens, expires }) => {
        if (key !== undefined && key !== "") rememberCreateKey(key);
        onCreated({ id, title: checked.room.title, created: Date.now(), expires, links, tokens });
      },
      (problem: unknown) => {
        setBusy(false);
        if (problem instanceof Refused && problem.problem.code === "unauthorized") {
          setKeyProblem(asksKey ? "This server does not take this key. Whoever runs it knows the right one." : "This server makes rooms for those who have its key. Whoever runs it knows it.");
          setAsksKey(true);
        } else {
          setFailure(failureText(problem));
        }
      },
    );
  };

  return (
    <form ref={form} className="create" onSubmit={submit} noValidate>
      <h2 className="card__title">New room</h2>
      <TextInput label="Title" value={draft.title} onChange={(title) => change({ title })} error={problems.title} autoComplete="off" autoFocus={autoFocus} />
      <div className="create__problem">
        <TextInput
          label="Problem"
          lines={5}
          value={draft.problem}
          onChange={(problem) => change({ problem })}
          error={problems.problem}
          hint="Markdown. The candidate sees it when the interview starts, and not before."
        />
        <LibraryPicker draft={draft} onPick={change} />
        <FromLibrary guide={draft.problem.trim() === "" ? undefined : draft.guide} onForget={() => change({ guide: undefined })} />
      </div>
      <div className="create__framework">
        <div className="create__length">
          <Segments
            label="Framework"
            value={draft.length}
            onChange={(length) => {
              setDraft(withLength(draft, length));
              if (length === "own") setOpen(true);
            }}
            segments={[{ id: "35", name: "35 min" }, { id: "45", name: "45 min" }, { id: "60", name: "60 min" }, { id: "own", name: "Own" }]}
          />
          <Switch value={draft.dataFlow} onChange={(dataFlow) => change({ dataFlow })} disabled={draft.length === "own"}>Data flow</Switch>
        </div>
        <PlanBar rows={rowsIn(draft)} />
      </div>
      <div className="create__options">
        <Button look="quiet" small aria-expanded={open} aria-controls="room-options" onPress={() => setOpen(!open)}>
          <ChevronRight className="icon create__chevron" aria-hidden />
          Options
        </Button>
        <div id="room-options" hidden={!open}>
          {open && <RoomOptions draft={draft} onChange={change} problems={problems.framework} />}
        </div>
      </div>
      {asksKey && (
        <TextInput label="Create key" type="password" value={key ?? ""} onChange={setKey} error={keyProblem} autoComplete="off" />
      )}
      {failure !== undefined && <p className="create__failure" role="alert">{failure}</p>}
      <Button type="submit" look="primary">{busy ? "Creating the room" : "Create room"}</Button>
    </form>
  );
}

function FromLibrary({ guide, onForget }: { readonly guide: GuideId | undefined; readonly onForget: () => void }) {
  const title = useGuide()?.problems.find(({ id }) => id === guide)?.title;
  if (title === undefined) return null;
  return (
    <p className="picker__from">
      <span>From the library: <strong>{title}</strong>. Interviewers get what a good design has, and fitting probes.</span>
      <IconButton small label="It is a problem of my own" onPress={onForget}>
        <X className="icon" aria-hidden />
      </IconButton>
    </p>
  );
}

function failureText(problem: unknown): string {
  if (!(problem instanceof Refused)) return "The server did not answer. Your words are still here: try again in a moment.";
  const { code, detail, retryAfterMillis } = problem.problem;
  if (code === "rate-limited") return `Too many rooms were made from here just now. Try again in ${Math.ceil((retryAfterMillis ?? 1000) / 1000)} s.`;
  if (code === "unavailable" || code === "internal") return "The server can't make rooms just now. Your words are still here: try again in a moment.";
  return `The server made no room of this (${detail}).`;
}
