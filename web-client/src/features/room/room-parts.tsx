import type { ReactNode } from "react";
import { Button, Switch, TextInput } from "../../ui/controls.tsx";
import { Segments } from "../../ui/segments.tsx";
import { FrameworkEditor } from "../framework/framework-editor.tsx";
import { PlanBar } from "../framework/plan-bar.tsx";
import { type Row, check, rowsOf } from "../framework/phases.ts";
import { problemOf as plainProblem, problemProblem, titleOf, titleProblem } from "../home/new-room.ts";
import { ProblemConflict, useProblem } from "./choose-problem.tsx";
import { frameworkOf, isFrozen, roomOf, timerOf, useCommand, useView } from "./context.tsx";
import { GallerySwitch } from "./gallery-switch.tsx";
import { type Edited, useEdited } from "./use-edited.ts";

/** What an interviewer has typed of the room's settings. */
export interface RoomEdits {
  readonly title: Edited<string>;
  readonly problem: Edited<string>;
  readonly rows: Edited<readonly Row[]>;
}

export function useRoomEdits(): RoomEdits {
  const title = useView((view) => roomOf(view)?.title) ?? "";
  const problem = useProblem();
  const framework = useView(frameworkOf);
  return {
    title: useEdited(title, (value, current) => titleOf(value) === current),
    problem: useEdited(problem?.text ?? "", (value, current) => plainProblem(value) === plainProblem(current)),
    rows: useEdited(rowsOf(framework?.phases ?? []), sameRows),
  };
}

/** The title, and who may do what. */
export function RoomPart({ edits: { title }, onDelete }: { readonly edits: RoomEdits; readonly onDelete: () => void }) {
  const command = useCommand();
  const room = useView(roomOf);
  const frozen = useView(isFrozen);
  const chosen = titleOf(title.value);
  const problem = titleProblem(chosen).title;
  if (room === undefined) return null;
  return (
    <>
      <section className="part">
        {frozen && <Frozen>The interview has ended: its title and rules stay as they were.</Frozen>}
        <form
          className="part__line"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (frozen || !title.changed || problem !== undefined) return;
            command({ type: "room.configure", title: chosen });
            title.sent();
          }}
        >
          <TextInput label="Title" value={title.value} onChange={title.edit} error={problem} disabled={frozen} autoComplete="off" />
          <Button type="submit" isDisabled={frozen || !title.changed || problem !== undefined || title.sending}>Save</Button>
        </form>
        <Segments
          label="Who may run the clock"
          value={room.clockBy}
          onChange={(clockBy) => command({ type: "room.configure", clockBy })}
          segments={[{ id: "interviewers", name: "Interviewers" }, { id: "everyone", name: "Candidates, too" }]}
          disabled={frozen}
        />
        <Switch value={room.autoAdvance} onChange={(autoAdvance) => command({ type: "room.configure", autoAdvance })} disabled={frozen}>
          Go on to the next phase by itself
        </Switch>
        <GallerySwitch />
      </section>
      <section className="part">
        <div>
          <Button look="danger" onPress={onDelete}>Delete the room …</Button>
        </div>
      </section>
    </>
  );
}

/** The problem's text: private before the start, everybody's after it. */
export function ProblemPart({ edits: { problem } }: { readonly edits: RoomEdits }) {
  const command = useCommand();
  const current = useProblem();
  const frozen = useView(isFrozen);
  const text = plainProblem(problem.value);
  const wrong = problemProblem(text).problem;
  if (current === undefined) return null;
  const hint = current.kind === "problem-draft" ? "Markdown. The candidate sees it when the interview starts, and not before." : "Markdown. Everybody sees what you save at once.";
  return (
    <section className="part">
      {frozen && <Frozen>The interview has ended: its problem stays as it was.</Frozen>}
      <ProblemConflict />
      <TextInput label="Problem" lines={12} value={problem.value} onChange={problem.edit} error={wrong} hint={hint} disabled={frozen} />
      <Save
        edited={problem}
        theirs={<blockquote className="part__theirs" tabIndex={0}>{current.text}</blockquote>}
        disabled={frozen || wrong !== undefined}
        onSave={() => command({ type: "problem.edit", rev: current.rev, text, ...(text === "" || current.guide === undefined ? {} : { guide: current.guide }) })}
      />
    </section>
  );
}

/** The framework, which stands once the interview has started. */
export function PhasesPart({ edits: { rows } }: { readonly edits: RoomEdits }) {
  const command = useCommand();
  const framework = useView(frameworkOf);
  const clock = useView((view) => timerOf(view)?.clock.state);
  const checked = check(rows.value);
  if (framework === undefined || clock === undefined) return null;
  const started = clock !== "lobby";
  return (
    <section className="part">
      {started && (
        <Frozen>
          {clock === "ended" ? "The interview has ended: its phases stay as they were." : "The interview has started: its phases stand. Their time can still be extended, shortened and skipped at the clock, and Data flow can be added."}
        </Frozen>
      )}
      <FrameworkEditor rows={started ? rowsOf(framework.phases) : rows.value} onChange={rows.edit} problems={"rows" in checked && !started ? checked : undefined} disabled={started} />
      {!started && (
        <Save
          edited={rows}
          theirs={<PlanBar rows={rowsOf(framework.phases)} />}
          disabled={!("phases" in checked)}
          onSave={() => "phases" in checked && command({ type: "framework.edit", rev: framework.rev, phases: checked.phases })}
        />
      )}
    </section>
  );
}

interface SaveProps<T> {
  readonly edited: Edited<T>;
  /** What the room has, to be seen before the user decides between that and their own. */
  readonly theirs: ReactNode;
  readonly disabled: boolean;
  readonly onSave: () => void;
}

function Save<T>({ edited, theirs, disabled, onSave }: SaveProps<T>) {
  if (edited.conflict && !edited.sending) {
    return (
      <div className="part__conflict" role="alert">
        <strong>Another interviewer has changed this meanwhile. It is now:</strong>
        {theirs}
        <div className="part__save">
          <Button small onPress={edited.takeTheirs}>Take theirs</Button>
          <Button small onPress={edited.keepMine}>Go on with mine</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="part__save">
      <Button
        look="primary"
        isDisabled={disabled || !edited.changed || edited.sending}
        onPress={() => {
          onSave();
          edited.sent();
        }}
      >
        Save
      </Button>
      {edited.changed && !edited.sending && <Button look="quiet" onPress={edited.takeTheirs}>Discard</Button>}
      <span role="status" className="quiet">{edited.sending ? "Saving …" : ""}</span>
    </div>
  );
}

function Frozen({ children }: { readonly children: ReactNode }) {
  return <p className="part__frozen">{children}</p>;
}

function sameRows(rows: readonly Row[], current: readonly Row[]): boolean {
  const [mine, theirs] = [check(rows), check(current)];
  return "phases" in mine && "phases" in theirs && JSON.stringify(mine.phases) === JSON.stringify(theirs.phases);
}
