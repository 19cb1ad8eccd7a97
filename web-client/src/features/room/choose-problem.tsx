import { BookOpen } from "lucide-react";
import { useState } from "react";
import type { GuideProblem, ProblemDraftItem, ProblemItem } from "../../protocol/generated/types.ts";
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

/** Which problem of the library the room is about, how to choose another, and what became of a choice that came too late. */
export function ChooseProblem() {
  const problem = useProblem();
  const library = useGuide()?.problems ?? [];
  if (problem === undefined) return null;
  return (
    <>
      <ProblemConflict />
      {library.length > 0 && <Choice problem={problem} library={library} />}
    </>
  );
}

interface ChoiceProps {
  readonly problem: ProblemItem | ProblemDraftItem;
  readonly library: readonly GuideProblem[];
}

// Asks before words go that are nowhere else, and once everybody reads them.
function Choice({ problem: { kind, rev, text, guide }, library }: ChoiceProps) {
  const command = useCommand();
  const [asked, setAsked] = useState<GuideProblem>();
  const chosen = library.find(({ id }) => id === guide);
  const own = isOwnText(text, library);
  const started = kind === "problem";
  const choose = ({ id, prompt }: GuideProblem) => command({ type: "problem.edit", rev, text: prompt, guide: id });
  const pick = (picked: GuideProblem) => {
    if (picked.prompt === text && picked.id === guide) return;
    if (own || started) setAsked(picked);
    else choose(picked);
  };
  return (
    <div className="choose-problem">
      <p className="quiet">{chosen === undefined ? "Not from the library" : <>From the library: <strong>{chosen.title}</strong></>}</p>
      <ProblemMenu
        problems={library}
        onPick={pick}
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
            <blockquote className="choose-problem__own" tabIndex={0}>{text}</blockquote>
            <div>
              <CopyButton text={text} label="Copy it" what="the problem's text" />
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
