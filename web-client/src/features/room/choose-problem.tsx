import { BookOpen } from "lucide-react";
import { useState } from "react";
import type { GuideProblem } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Button } from "../../ui/controls.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Versions } from "../../ui/versions.tsx";
import { ProblemMenu, isOwnText } from "../guide/problem-menu.tsx";
import { useGuide } from "../guide/use-guide.ts";
import { problemDraftOf, problemOf, useCommand, useRoom, useView } from "./context.tsx";
import "./choose-problem.css";

/** The problem as interviewers have it: private before the start, and everybody's after it. */
export function useProblem() {
  const draft = useView(problemDraftOf);
  const shown = useView(problemOf);
  return draft ?? shown;
}

/** Which problem of the library the room is about, and how to choose another. Asks before words go that are nowhere else, and once everybody reads them. */
export function ChooseProblem() {
  const command = useCommand();
  const problem = useProblem();
  const library = useGuide()?.problems ?? [];
  const [asked, setAsked] = useState<GuideProblem>();
  if (problem === undefined || library.length === 0) return null;
  const chosen = library.find(({ id }) => id === problem.guide);
  const own = isOwnText(problem.text, library);
  const started = problem.kind === "problem";
  const choose = ({ id, prompt }: GuideProblem) => command({ type: "problem.edit", rev: problem.rev, text: prompt, guide: id });
  return (
    <div className="choose-problem">
      <p className="quiet">{chosen === undefined ? "Not from the library" : <>From the library: <strong>{chosen.title}</strong></>}</p>
      <ProblemMenu
        problems={library}
        onPick={(picked) => {
          if (picked.prompt === problem.text && picked.id === problem.guide) return;
          if (own || started) setAsked(picked);
          else choose(picked);
        }}
        button={
          <Button small>
            <BookOpen className="icon" aria-hidden />
            {chosen === undefined ? "Choose from the library" : "Choose another"}
          </Button>
        }
      />
      <Confirm
        title={asked === undefined ? "" : `Replace the problem by “${asked.title}”?`}
        open={asked !== undefined}
        action="Replace it"
        onConfirm={() => {
          if (asked) choose(asked);
          setAsked(undefined);
        }}
        onClose={() => setAsked(undefined)}
      >
        {started && <p>Everybody sees the new one at once.</p>}
        {own && (
          <>
            <p>What stands there now was written here, and is nowhere else:</p>
            <blockquote className="choose-problem__own" tabIndex={0}>{problem.text}</blockquote>
            <div>
              <CopyButton text={problem.text} label="Copy it" what="the problem's text" />
            </div>
          </>
        )}
      </Confirm>
    </div>
  );
}

/** A problem of the user's that came after another interviewer's, and which of both shall stand. */
export function ProblemConflict() {
  const { session } = useRoom();
  const command = useCommand();
  const problem = useProblem();
  const limit = useView((view) => view.limits?.problemLength);
  const refused = useView((view) => view.conflicts.get(problemKey)?.command);
  if (refused?.type !== "problem.edit" || problem === undefined) return null;
  return (
    <Versions
      mine={refused.text}
      theirs={problem.text}
      limit={limit}
      onChoose={(text) => {
        session?.settle(problemKey);
        if (text !== undefined) command({ ...refused, rev: problem.rev, text });
      }}
    />
  );
}

const problemKey = keyOf({ kind: "problem" });
