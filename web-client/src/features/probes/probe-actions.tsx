import { Lightbulb } from "lucide-react";
import type { ProbeItem } from "../../protocol/generated/types.ts";
import { Button } from "../../ui/controls.tsx";
import { useCommand } from "../room/context.tsx";

export interface ProbeActionsProps {
  readonly probe: ProbeItem;
  /** Whether a hint is being recorded. */
  readonly hinting: boolean;
  readonly onHinting: (hinting: boolean) => void;
}

/** What interviewers do about a pushed probe, wherever it shows: take it back while nobody answered, and record a hint. */
export function ProbeActions({ probe: { id, answer }, hinting, onHinting }: ProbeActionsProps) {
  const command = useCommand();
  return (
    <>
      {answer === undefined && (
        <Button small look="quiet" onPress={() => command({ type: "probe.take-back", id })}>
          Take back
        </Button>
      )}
      <Button small look="quiet" aria-expanded={hinting} onPress={() => onHinting(!hinting)}>
        <Lightbulb className="icon" aria-hidden />
        Hint
      </Button>
    </>
  );
}
