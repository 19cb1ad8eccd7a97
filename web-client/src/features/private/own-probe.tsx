import type { ProbeContent } from "../../protocol/generated/types.ts";
import { Button } from "../../ui/controls.tsx";
import { presentPhase } from "../clock/time.ts";
import { timerOf, useView } from "../room/context.tsx";
import { useNewText } from "../probes/drafts.ts";
import { ProbeForm } from "./probe-form.tsx";
import { useCanPush, useQueueing } from "./pushing.tsx";

/** A probe in the interviewer's own words. */
export function OwnProbe({ onDone }: { readonly onDone: () => void }) {
  const [question, setQuestion] = useNewText("own-probe");
  const queue = useQueueing();
  const canPush = useCanPush();
  const phase = presentPhase(useView(timerOf));
  const done = (content: ProbeContent, push: boolean) => {
    queue(content, undefined, push);
    setQuestion("");
    onDone();
  };
  return (
    <ProbeForm label="Own probe" about={phase === undefined ? {} : { phase }} question={question} onQuestion={setQuestion} onEscape={onDone}>
      {(content) => (
        <>
          <Button small look="quiet" onPress={onDone}>
            Cancel
          </Button>
          <Button small isDisabled={content === undefined} onPress={() => content && done(content, false)}>
            Queue
          </Button>
          <Button small look="primary" isDisabled={content === undefined || !canPush} onPress={() => content && done(content, true)}>
            Push now
          </Button>
        </>
      )}
    </ProbeForm>
  );
}
