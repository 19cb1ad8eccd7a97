import type { ReactElement, ReactNode } from "react";
import type { GuideProblem } from "../../protocol/generated/types.ts";
import { Action, ActionMenu } from "../../ui/controls.tsx";
import "./problem-menu.css";

export interface ProblemMenuProps {
  readonly problems: readonly GuideProblem[];
  readonly button: ReactElement;
  readonly onPick: (problem: GuideProblem) => void;
  /** Actions that stand before the problems. */
  readonly children?: ReactNode;
}

/** The problems that come with the server, to pick one of them. */
export function ProblemMenu({ problems, button, onPick, children }: ProblemMenuProps) {
  return (
    <ActionMenu label="Problems" button={button}>
      {children}
      {problems.map((one) => (
        <Action key={one.id} id={one.id} textValue={one.title} onAction={() => onPick(one)}>
          <span className="problem-menu__one">
            <span className="problem-menu__title">{one.title}</span>
            <span className="problem-menu__summary">{one.summary}</span>
          </span>
        </Action>
      ))}
    </ActionMenu>
  );
}

/** Whether a problem's text is somebody's own: none of the library's, which can be picked again. */
export function isOwnText(text: string, problems: readonly GuideProblem[]): boolean {
  return text.trim() !== "" && !problems.some(({ prompt }) => prompt.trim() === text.trim());
}
