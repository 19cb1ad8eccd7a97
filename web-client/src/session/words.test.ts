import { expect, test } from "vitest";
import { endpointWords, entityWords } from "./words.ts";

const links = { requirements: [], entities: [] };

test("[EN1] [EN2] an entity is told by its name, its fields and its note", () => {
  const fields = [{ name: "id", type: "uuid", mark: "key" as const }, { name: "caption", note: "up to 200 characters" }];
  expect(entityWords({ role: "resource", name: "Photo", fields, note: "Never changes." })).toBe("Photo\nid: uuid (key)\ncaption · up to 200 characters\nNever changes.");
});

test("[AP1] an endpoint is told by what it is called and what goes in and out", () => {
  expect(endpointWords({ style: "rest", method: "POST", path: "/photos", request: "{caption}", response: "201", ...links })).toBe("POST /photos\n{caption}\n201");
  expect(endpointWords({ style: "graphql", operation: "query", name: "feed", ...links })).toBe("query feed");
  expect(endpointWords({ style: "message", direction: "to-client", name: "photo.posted", request: "{id}", ...links })).toBe("photo.posted to the client\n{id}");
});
