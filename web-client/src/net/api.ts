import * as validate from "../protocol/generated/validate.js";
import type { Validator } from "../protocol/generated/validate.js";
import type {
  HttpCreateRoom, HttpGuide, HttpLinkRotated, HttpProblemDetail, HttpRoomCreated, HttpRoomGuide, HttpRoomInfo, HttpStateAt, HttpStreamCreated, Role, RoomId,
} from "../protocol/generated/types.ts";
import { decodeBody } from "../protocol/decode.ts";
import { type ClockOffset, type RoundTrip, offsetOf } from "../sync/clock.ts";

/** The server refused a request: `problem.code` says why (ER). */
export class Refused extends Error {
  constructor(readonly problem: HttpProblemDetail) {
    super(problem.detail);
  }
}

/** The server did not answer, or not as this protocol says. */
export class Unreachable extends Error {}

/** The HTTP side of the protocol (HT), at the origin that the page came from. Every call throws `Refused` or `Unreachable`. */
export const api = {
  createRoom: (room: HttpCreateRoom, createKey?: string): Promise<HttpRoomCreated> =>
    ask("POST", "/api/rooms", { body: room, ...(createKey === undefined ? {} : { token: createKey }) }, validate.httpRoomCreated),
  room: (id: RoomId, token: string): Promise<HttpRoomInfo> => ask("GET", `/api/rooms/${id}`, { token }, validate.httpRoomInfo),
  state: (path: string, token: string): Promise<HttpStateAt> => ask("GET", path, { token }, validate.httpStateAt),
  openStream: (id: RoomId, token: string): Promise<HttpStreamCreated> =>
    ask("POST", `/api/rooms/${id}/streams`, { token }, validate.httpStreamCreated),
  rotateLink: (id: RoomId, role: Role, token: string): Promise<HttpLinkRotated> =>
    ask("POST", `/api/rooms/${id}/links/${role}`, { token }, validate.httpLinkRotated),
  revokeLink: (id: RoomId, role: Role, token: string): Promise<void> => tell("DELETE", `/api/rooms/${id}/links/${role}`, token),
  deleteRoom: (id: RoomId, token: string): Promise<void> => tell("DELETE", `/api/rooms/${id}`, token),
  /** What everybody may read of the guide (GD). */
  guide: (): Promise<HttpGuide> => ask("GET", "/api/guide", {}, validate.httpGuide),
  /** What only interviewers may. */
  roomGuide: (id: RoomId, token: string): Promise<HttpRoomGuide> => ask("GET", `/api/rooms/${id}/guide`, { token }, validate.httpRoomGuide),
  /** The server's time, from the best of five round trips (CK3). */
  async clock(): Promise<ClockOffset> {
    const trips: RoundTrip[] = [];
    for (let i = 0; i < 5; i++) {
      const sent = Math.floor(performance.now());
      const { now } = await ask("GET", "/api/time", {}, validate.httpTime);
      trips.push({ sent, received: Math.ceil(performance.now()), now });
    }
    return offsetOf(trips);
  },
};

interface Sent {
  readonly token?: string;
  readonly body?: unknown;
}

const patienceMillis = 20_000;

async function ask<T>(method: string, path: string, sent: Sent, validator: Validator<T>): Promise<T> {
  const text = await request(method, path, sent);
  try {
    return decodeBody(validator, text);
  } catch (problem) {
    throw new Unreachable(`${path}: ${String(problem)}`);
  }
}

async function tell(method: string, path: string, token: string): Promise<void> {
  await request(method, path, { token });
}

async function request(method: string, path: string, { token, body }: Sent): Promise<string> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMillis),
    });
    text = await response.text();
  } catch (problem) {
    throw new Unreachable(`${path}: ${String(problem)}`);
  }
  if (response.ok) return text;
  let problem: HttpProblemDetail;
  try {
    problem = decodeBody(validate.httpProblemDetail, text);
  } catch {
    throw new Unreachable(`${path}: ${response.status} (expected: an answer of this protocol)`);
  }
  throw new Refused(problem);
}
