import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "../../ui/controls.tsx";

export interface DisclosedProps {
  readonly name: string;
  /** What stands on the same line before the button. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** Something that shows on demand, below the line that has its button. */
export function Disclosed({ name, beside, children }: DisclosedProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <div className="record__actions">
        {beside}
        <Button small look="quiet" aria-expanded={open} aria-controls={id} onPress={() => setOpen(!open)}>
          {name}
          <ChevronRight className="icon disclosed__mark" aria-hidden data-open={open || undefined} />
        </Button>
      </div>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </>
  );
}
