import type { ItemKey } from "../../protocol/generated/types.ts";
import { TextInput } from "../../ui/controls.tsx";
import { useRoom } from "../room/context.tsx";

export interface EditedLineProps {
  readonly label: string;
  readonly item: ItemKey;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}

/** The line by which an item is known in its list, while it is edited; everybody else sees who types in it. */
export function EditedLine({ item, onChange, ...line }: EditedLineProps) {
  const { session } = useRoom();
  const change = (value: string) => {
    onChange(value);
    session?.signals.typing({ item });
  };
  return <TextInput hideLabel small autoFocus onChange={change} {...line} />;
}
