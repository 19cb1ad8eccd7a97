import { BookOpen, Undo2 } from "lucide-react";
import { useState } from "react";
import type { GuideProblem } from "../../protocol/generated/types.ts";
import { Action, ActionMenu, Button } from "../../ui/controls.tsx";
import { useGuide } from "../guide/use-guide.ts";

interface Texts {
  readonly title: string;
  readonly problem: string;
}

export interface LibraryPickerProps extends Texts {
  readonly onPick: (texts: Texts) => void;
}

/** Offers the problems that come with the server. What the user had written can be put back. */
export function LibraryPicker({ title, problem, onPick }: LibraryPickerProps) {
  const library = useGuide()?.problems ?? [];
  const [before, setBefore] = useState<Texts>();
  if (library.length === 0) return null;

  const isOwn = problem.trim() !== "" && !library.some(({ prompt }) => prompt === problem);
  const pick = (picked: GuideProblem) => {
    if (isOwn) setBefore({ title, problem });
    onPick({ title: picked.title, problem: picked.prompt });
  };
  return (
    <div className="picker">
      <ActionMenu
        label="Problems"
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
        {library.map((one) => (
          <Action key={one.id} id={one.id} textValue={one.title} onAction={() => pick(one)}>
            <span className="picker__one">
              <span className="picker__title">{one.title}</span>
              <span className="picker__summary">{one.summary}</span>
            </span>
          </Action>
        ))}
      </ActionMenu>
    </div>
  );
}
