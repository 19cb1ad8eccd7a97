/** The canonical JSON of a value (RFC 8785), for the numbers of the protocol: whole ones, and those of up to four decimals (ST5, FR3). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    // The default order of strings is that of their UTF-16 units.
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
    return `{${fields.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value) && Number(value.toFixed(4)) !== value) {
    throw new Error(`number: ${value} (expected: at most four decimals)`);
  }
  return JSON.stringify(value);
}

/** SHA-256 over the UTF-8 bytes of a text, in lower-case hex. */
export async function sha256Hex(text: string): Promise<string> {
  return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

export function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
