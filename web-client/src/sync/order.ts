/** Keys that order items, so that moving one rewrites no other (RQ8, RQ9); the algorithm of the `fractional-indexing` package. */

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The most characters of a key. */
export const orderLength = 128;

const smallestInteger = `A${"0".repeat(26)}`;

/** A key after `a` and before `b`; null leaves that side open. */
export function between(a: string | null, b: string | null): string {
  if (a !== null) check(a);
  if (b !== null) check(b);
  if (a !== null && b !== null && a >= b) {
    throw new Error(`order: ${a} (expected: less than ${b})`);
  }
  if (a === null) {
    return b === null ? "a0" : before(b);
  }
  const integer = integerOf(a);
  const fraction = a.slice(integer.length);
  if (b !== null && integer === integerOf(b)) {
    return integer + midpoint(fraction, b.slice(integer.length));
  }
  const next = incremented(integer);
  return next !== undefined && (b === null || next < b) ? next : integer + midpoint(fraction, null);
}

/** Whether a text is an order key. */
export function isOrderKey(key: string): boolean {
  try {
    check(key);
    return true;
  } catch {
    return false;
  }
}

function before(b: string): string {
  const integer = integerOf(b);
  const fraction = b.slice(integer.length);
  if (integer === smallestInteger) {
    return integer + midpoint("", fraction);
  }
  return fraction !== "" ? integer : decremented(integer);
}

function midpoint(x: string, y: string | null): string {
  let same = 0;
  if (y !== null) {
    while (same < y.length && (x[same] ?? "0") === y[same]) same++;
  }
  if (same > 0) {
    return (y ?? "").slice(0, same) + midpoint(x.slice(same), (y ?? "").slice(same));
  }
  const d = x === "" ? 0 : valueOf(x.charAt(0));
  const e = y === null ? digits.length : valueOf(y.charAt(0));
  if (e - d > 1) {
    return digits.charAt(Math.floor((d + e + 1) / 2));
  }
  return y !== null && y.length > 1 ? y.charAt(0) : digits.charAt(d) + midpoint(x.slice(1), null);
}

function incremented(integer: string): string | undefined {
  const counted = digits62(integer, digits.length - 1, "0", 1);
  if (counted !== undefined) return counted;
  const head = integer.charAt(0);
  if (head === "z") return undefined;
  return head === "Z" ? "a0" : withHead(String.fromCharCode(head.charCodeAt(0) + 1), "0");
}

function decremented(integer: string): string {
  const counted = digits62(integer, 0, "z", -1);
  if (counted !== undefined) return counted;
  const head = integer.charAt(0);
  return head === "a" ? "Zz" : withHead(String.fromCharCode(head.charCodeAt(0) - 1), "z");
}

// The integer one further, in as many digits; undefined if that needs another head.
function digits62(integer: string, last: number, wrapped: string, step: 1 | -1): string | undefined {
  for (let i = integer.length - 1; i > 0; i--) {
    const value = valueOf(integer.charAt(i));
    if (value !== last) {
      return integer.slice(0, i) + digits.charAt(value + step) + wrapped.repeat(integer.length - 1 - i);
    }
  }
  return undefined;
}

function withHead(head: string, digit: string): string {
  return head + digit.repeat(integerLength(head) - 1);
}

function integerOf(key: string): string {
  return key.slice(0, integerLength(key.charAt(0)));
}

function integerLength(head: string): number {
  return head >= "a" ? head.charCodeAt(0) - 95 : 92 - head.charCodeAt(0);
}

function valueOf(digit: string): number {
  return digits.indexOf(digit);
}

function check(key: string): void {
  const problem =
    key.length > orderLength || !/^[A-Za-z][0-9A-Za-z]+$/.test(key) || key.length < integerLength(key.charAt(0)) || key === smallestInteger ||
    (key.length > integerLength(key.charAt(0)) && key.endsWith("0"));
  if (problem) {
    throw new Error(`order: ${key} (expected: an order key)`);
  }
}
