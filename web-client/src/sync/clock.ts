/** One question to the server for its time: `sent` and `received` by the client's own monotonic clock, `now` the server's; all in milliseconds. */
export interface RoundTrip {
  readonly sent: number;
  readonly received: number;
  readonly now: number;
}

/** The server's time is the monotonic clock + `offset`, wrong by `errorAtMost` milliseconds or less (CK2, CK3). */
export interface ClockOffset {
  readonly offset: number;
  readonly errorAtMost: number;
}

/** What some round trips say: that of the shortest, the first of equals. */
export function offsetOf(roundTrips: readonly RoundTrip[]): ClockOffset {
  const [first, ...others] = roundTrips;
  if (first === undefined) {
    throw new Error("roundTrips: none (expected: one or more)");
  }
  const best = others.reduce((shortest, next) => (length(next) < length(shortest) ? next : shortest), first);
  return { offset: best.now - Math.floor((best.sent + best.received) / 2), errorAtMost: Math.ceil(length(best) / 2) };
}

function length({ sent, received }: RoundTrip): number {
  return received - sent;
}
