import { describe, expect, it } from "vitest";
import { SseParser } from "./sse.ts";

const stream = 'retry: 2000\n\nid: 57.a\ndata: {"type":"welcome"}\n\n: nothing\n\ndata: {"type":"presence"}\r\n\r\nid\ndata:x\ndata: y\nevent: z\n\n';

const messages = [
  { id: undefined, event: undefined, data: [], retryMillis: 2000 },
  { id: "57.a", event: undefined, data: ['{"type":"welcome"}'], retryMillis: undefined },
  { id: undefined, event: undefined, data: [], retryMillis: undefined },
  { id: undefined, event: undefined, data: ['{"type":"presence"}'], retryMillis: undefined },
  { id: "", event: "z", data: ["x", "y"], retryMillis: undefined },
];

describe("[SE4] the reader of server-sent events", () => {
  it("reads what came at once", () => {
    expect(new SseParser().push(stream)).toEqual(messages);
  });

  it.each([1, 2, 3, 7])("reads what came in pieces of %i", (size) => {
    const parser = new SseParser();
    const pieces = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) => stream.slice(i * size, (i + 1) * size));
    expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(messages);
  });
});
