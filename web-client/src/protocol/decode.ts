import * as validate from "./generated/validate.js";
import type { Validator } from "./generated/validate.js";
import type { Item, ServerFrame, StoredItem } from "./generated/types.ts";
import { itemKinds } from "./generated/types.ts";

/**
 * What became of a message: a frame, something to pass over (a type or a kind of signal of a later version), or something no server of this
 * protocol sends.
 */
export type Decoded =
  | { readonly kind: "frame"; readonly frame: ServerFrame }
  | { readonly kind: "ignored"; readonly why: string }
  | { readonly kind: "broken"; readonly why: string };

/** Decodes one WebSocket message or the data of one server-sent event. Takes more than the schemas: see `scripts/generate.mjs`. */
export function decodeServerFrame(text: string): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (problem) {
    return { kind: "broken", why: `frame: ${String(problem)} (expected: JSON)` };
  }
  if (!hasType(value)) {
    return { kind: "broken", why: "type: missing (expected: a string)" };
  }
  switch (value.type) {
    case "welcome":
      return checked(validate.welcome, value);
    case "ack":
      return checked(validate.ack, value);
    case "reject":
      return checked(validate.reject, value);
    case "event":
      return checked(validate.event, value);
    case "reset":
      return checked(validate.reset, value);
    case "presence":
      return checked(validate.presence, value);
    case "signal":
      return signal(value);
    case "heartbeat":
      return checked(validate.heartbeat, value);
    case "pong":
      return checked(validate.pong, value);
    case "error":
      return checked(validate.error, value);
    case "goaway":
      return checked(validate.goaway, value);
    case "bye":
      return checked(validate.bye, value);
    default:
      return { kind: "ignored", why: `type: ${value.type} (expected: one that this client knows)` };
  }
}

/** Decodes the body of an HTTP answer. Throws when it has not its form. */
export function decodeBody<T>(validator: Validator<T>, text: string): T {
  const value: unknown = JSON.parse(text);
  if (validator(value)) {
    return value;
  }
  throw new Error(problemOf(validator));
}

/** Whether an item is of a kind of this version; the decoder has checked that it then has that kind's form. */
export function isKnownItem(item: StoredItem): item is Item {
  return knownKinds.has(item.kind);
}

const knownKinds: ReadonlySet<string> = new Set(itemKinds);

function checked<T extends ServerFrame>(validator: Validator<T>, value: unknown): Decoded {
  return validator(value) ? { kind: "frame", frame: value } : { kind: "broken", why: problemOf(validator) };
}

// A signal is about this moment and may be dropped (PR5): one that is not understood is passed over (SG10).
function signal(value: unknown): Decoded {
  return validate.signal(value) ? { kind: "frame", frame: value } : { kind: "ignored", why: problemOf(validate.signal) };
}

function problemOf(validator: Validator<unknown>): string {
  const first = validator.errors?.[0];
  return first ? `${first.instancePath}: ${first.message ?? "wrong"}` : "wrong";
}

function hasType(value: unknown): value is { readonly type: string } {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
