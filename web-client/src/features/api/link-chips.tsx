import { Check, Plus } from "lucide-react";
import { useId, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import type { ItemId } from "../../protocol/generated/types.ts";
import { Button } from "../../ui/controls.tsx";
import { limits } from "../lists/limits.ts";

export interface Link {
  readonly id: ItemId;
  readonly name: string;
  readonly title?: string;
}

export interface LinkChipsProps {
  readonly label: string;
  /** What stands there instead of chips. */
  readonly none: string;
  /** Those that matter most first. */
  readonly links: readonly Link[];
  readonly chosen: readonly ItemId[];
  readonly onChange: (chosen: readonly ItemId[]) => void;
}

const shownAtFirst = 8;

/** Chips of which some are chosen. A chosen one that is not there any more stays chosen: it may be put back. */
export function LinkChips({ label, none, links, chosen, onChange }: LinkChipsProps) {
  const [all, setAll] = useState(false);
  const title = useId();
  const full = chosen.length >= limits.links;
  const shown = all ? links : links.filter(({ id }, index) => index < shownAtFirst || chosen.includes(id));
  const gone = chosen.filter((id) => !links.some((link) => link.id === id));
  return (
    <div className="link-chips">
      <span className="field__label" id={title}>{label}</span>
      {links.length === 0 ? (
        <p className="quiet link-chips__none">{none}</p>
      ) : (
        <ToggleButtonGroup
          className="link-chips__all"
          aria-labelledby={title}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={(keys) => onChange([...gone, ...links.flatMap(({ id }) => (keys.has(id) ? [id] : []))])}
        >
          {shown.map(({ id, name, title: whole }) => (
            <ToggleButton key={id} id={id} className="chip link-chips__one" isDisabled={full && !chosen.includes(id)}>
              {({ isSelected }) => (
                <>
                  {isSelected ? <Check className="icon" aria-hidden /> : <Plus className="icon" aria-hidden />}
                  <span title={whole}>{name}</span>
                </>
              )}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {shown.length < links.length && <Button small look="quiet" onPress={() => setAll(true)}>{links.length - shown.length} more</Button>}
    </div>
  );
}
