import type { Clock, Time } from "../../protocol/generated/types.ts";

/** When something happened, as minutes and seconds since the interview's start; in words outside of it. */
export function timeLabel(time: Time, clock: Clock | undefined): string {
  if (clock === undefined || clock.state === "lobby" || time < clock.started) return "Before the start";
  if (clock.state === "ended" && time > clock.ended) return "After the end";
  return minutesAndSeconds(time - clock.started);
}

/** Milliseconds as mm:ss; an hour is 60 minutes. */
export function minutesAndSeconds(millis: number): string {
  const seconds = Math.floor(Math.max(0, millis) / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}
