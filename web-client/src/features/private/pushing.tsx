import { useCallback } from "react";
import type { GuideId, ProbeContent } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { announce } from "../../ui/announce.ts";
import { timerOf, useCommand, useView } from "../room/context.tsx";

/** Whether probes can be pushed just now: while the clock runs or is paused. */
export function useCanPush(): boolean {
  return useView((view) => {
    const state = timerOf(view)?.clock.state;
    return state === "running" || state === "paused";
  });
}

/** Says why nothing can be pushed before the start. */
export function WhyNoPush() {
  const inLobby = useView((view) => timerOf(view)?.clock.state === "lobby");
  return inLobby && <p className="private__quiet">Queue what you want at hand. Pushing starts with the interview.</p>;
}

/** Puts a new probe at the end of the queue, or asks it at once. */
export function useQueueing(): (content: ProbeContent, bank: GuideId | undefined, push: boolean) => void {
  const command = useCommand();
  return useCallback(
    (content, bank, push) => {
      const id = newId();
      command({ type: "probe.queue", id, content, ...(bank === undefined ? {} : { bank }) });
      if (push) command({ type: "probe.push", id });
      announce(push ? "Pushed to everybody" : "Queued");
    },
    [command],
  );
}
