import type { ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

export type Pane = "workspace" | "notes" | "private";

export interface PaneBarProps {
  readonly pane: Pane;
  readonly onPane: (pane: Pane) => void;
  readonly panes: readonly { readonly id: Pane; readonly name: string; readonly icon: ReactNode }[];
  /** What stands beside them. */
  readonly children?: ReactNode;
}

/** Which of the panes is shown where the window has room for one only. */
export function PaneBar({ pane, onPane, panes, children }: PaneBarProps) {
  return (
    <nav className="pane-bar" aria-label="Panes">
      <ToggleButtonGroup
        className="pane-bar__panes"
        aria-label="Shown pane"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[pane]}
        onSelectionChange={(keys) => {
          const chosen = panes.find(({ id }) => keys.has(id));
          if (chosen) onPane(chosen.id);
        }}
      >
        {panes.map(({ id, name, icon }) => (
          <ToggleButton key={id} id={id} className="pane-bar__button">
            {icon}
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {children}
    </nav>
  );
}
