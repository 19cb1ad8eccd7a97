/** One server-sent event, as its lines say. */
export interface SseMessage {
  /** What its `id:` line says; undefined if it has none. */
  readonly id: string | undefined;
  /** What its `event:` line says; undefined if it has none. */
  readonly event: string | undefined;
  readonly data: readonly string[];
  readonly retryMillis: number | undefined;
}

/** Reads `text/event-stream` (the HTML standard's, SE4) as it comes, in pieces cut anywhere. Comments are passed over. */
export class SseParser {
  private rest = "";
  private lines: string[] = [];

  /** The events that this piece completed. */
  push(piece: string): SseMessage[] {
    this.rest += piece;
    const done: SseMessage[] = [];
    for (;;) {
      const end = /\r\n|\n|\r(?=[^])/.exec(this.rest);
      if (!end) return done;
      const line = this.rest.slice(0, end.index);
      this.rest = this.rest.slice(end.index + end[0].length);
      if (line !== "") {
        this.lines.push(line);
      } else if (this.lines.length > 0) {
        done.push(messageOf(this.lines));
        this.lines = [];
      }
    }
  }
}

function messageOf(lines: readonly string[]): SseMessage {
  const fields = lines.filter((line) => !line.startsWith(":")).map((line): [string, string] => {
    const colon = line.indexOf(":");
    return colon < 0 ? [line, ""] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
  });
  const all = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value);
  const retry = all("retry").at(-1);
  return {
    id: all("id").at(-1),
    event: all("event").at(-1),
    data: all("data"),
    retryMillis: retry !== undefined && /^\d+$/.test(retry) ? Number(retry) : undefined,
  };
}

/** The events of a response, until it ends. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<SseMessage> {
  const parser = new SseParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.releaseLock();
  }
}
