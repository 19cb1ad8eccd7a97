import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "../../ui/controls.tsx";
import { later } from "../../ui/later.tsx";
import { useMayWrite } from "../room/context.tsx";
import "./capacity.css";

const Calculator = later(() => import("./calculator.tsx").then(({ Calculator }) => Calculator));

/** The estimate of the capacity, which most interviews do without: it is out of sight until somebody wants it. */
export function CapacityFold() {
  const may = useMayWrite();
  const [open, setOpen] = useState(false);
  const id = useId();
  if (!may) return null;
  return (
    <section className="capacity" aria-label="Capacity estimation">
      <Button small look="quiet" aria-expanded={open} aria-controls={id} onPress={() => setOpen(!open)}>
        <ChevronRight className="icon capacity__mark" aria-hidden data-open={open || undefined} />
        Capacity estimation: only if it changes the design
      </Button>
      <div id={id}>{open && <Calculator />}</div>
    </section>
  );
}
