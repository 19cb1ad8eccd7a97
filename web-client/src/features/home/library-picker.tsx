import { BookOpen, Undo2 } from "lucide-react";
import { useState } from "react";
import type { GuideId, GuideProblem } from "../../protocol/generated/types.ts";
import { Action, Button } from "../../ui/controls.tsx";
import { ProblemMenu, isOwnText } from "../guide/problem-menu.tsx";
import { useGuide } from "../guide/use-guide.ts";

/** What a pick makes of a room's draft. */
export interface Picked {
  readonly title: string;
  readonly problem: string;
  /** The library's problem; undefined for a text of the user's own. */
  readonly guide: GuideId | undefined;
  /** Whether a phase for the data flow suits it. */
  readonly dataFlow: boolean;
}

export interface LibraryPickerProps {
  readonly draft: Picked;
  readonly onPick: (picked: Picked) => void;
}

/** Offers the problems that come with the server. What the user had written can be put back. */
export function LibraryPicker({ draft, onPick }: LibraryPickerProps) {
  const library = useGuide()?.problems ?? [];
  const [before, setBefore] = useState<Picked>();
  if (library.length === 0) return null;

  const isOwn = isOwnText(draft.problem, library);
  const pick = ({ id, title, prompt, dataFlow }: GuideProblem) => {
    const { title: ownTitle, problem, guide, dataFlow: ownFlow } = draft;
    if (isOwn) setBefore({ title: ownTitle, problem, guide, dataFlow: ownFlow });
    onPick({ title, problem: prompt, guide: id, dataFlow });
  };
  return (
    <div className="picker">
      <ProblemMenu
        problems={library}
        onPick={pick}
        button={
          <Button small look="quiet">
            <BookOpen className="icon" aria-hidden />
            Pick from the library
          </Button>
        }
      >
        {before !== undefined && !isOwn && (
          <Action
            id="mine"
            textValue="Put back what I wrote"
            onAction={() => {
              onPick(before);
              setBefore(undefined);
            }}
          >
            <Undo2 className="icon" aria-hidden />
            Put back what I wrote
          </Action>
        )}
      </ProblemMenu>
    </div>
  );
}
