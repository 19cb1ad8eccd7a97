import { describe, expect, it } from "vitest";
import type { EndpointContent, EndpointItem, RequirementItem } from "../../protocol/generated/types.ts";
import { byServing, contentOf, draftOf, emptyDraft, mergedEndpoint, restyled, shortText, unserved } from "./endpoints.ts";

const links = { requirements: [], entities: [] };
const requirement = (id: string, scope: "core" | "below-line" = "core", style: "functional" | "non-functional" = "functional"): RequirementItem => ({ kind: "requirement", id, rev: 1, order: "a0", by: "p", content: { style, scope, text: id } });
const endpoint = (...requirements: readonly string[]): EndpointItem => ({ kind: "endpoint", id: "e", rev: 1, order: "a0", by: "p", content: { style: "rest", method: "GET", path: "/", requirements, entities: [] } });

describe("[AP1] an endpoint", () => {
  it.each<EndpointContent>([
    { style: "rest", method: "PATCH", path: "/photos/{id}", request: "{caption}", response: "200", ...links },
    { style: "graphql", operation: "mutation", name: "post(photo)", response: "Photo", ...links },
    { style: "message", direction: "to-client", name: "photo.posted", request: "{id}", requirements: ["a"], entities: ["b"] },
  ])("comes out of its form as it went in: %j", (content) => {
    expect(contentOf(draftOf(content))).toEqual(content);
  });

  it("has nothing that its style has no place for", () => {
    const draft = draftOf({ style: "rest", method: "POST", path: "/photos", request: "in", response: "out", ...links });
    expect(contentOf(restyled(draft, "message"))).toEqual({ style: "message", direction: "to-server", name: "/photos", request: "in", ...links });
    expect(contentOf(restyled(restyled(draft, "message"), "graphql"))).toEqual({ style: "graphql", operation: "query", name: "/photos", request: "in", response: "out", ...links });
    expect(restyled(draft, "rest")).toEqual(draft);
  });

  it("needs a path or a name", () => {
    expect([contentOf(emptyDraft), contentOf({ ...emptyDraft, target: " \n " })]).toEqual([undefined, undefined]);
  });

  it("may be typed with its verb", () => {
    const typed = (target: string, style = emptyDraft.style) => contentOf(restyled({ ...emptyDraft, target }, style));
    expect(typed("post /photos")).toMatchObject({ method: "POST", path: "/photos" });
    expect(typed("DELETE photos")).toMatchObject({ method: "DELETE", path: "photos" });
    expect(typed("mutation follow(user)")).toMatchObject({ style: "graphql", operation: "mutation", name: "follow(user)" });
    expect(typed("get well soon", "message")).toMatchObject({ style: "message", name: "get well soon" });
    expect(typed("/get photos")).toMatchObject({ method: "GET", path: "/get photos" });
  });

  it("[CM15] keeps what two changed apart, unless one changed its style", () => {
    const before: EndpointContent = { style: "rest", method: "GET", path: "/feed", ...links };
    expect(mergedEndpoint(before, { ...before, path: "/feeds" }, { ...before, response: "[Photo]" })).toEqual({ ...before, path: "/feeds", response: "[Photo]" });
    expect(mergedEndpoint(before, { ...before, path: "/feeds" }, { style: "graphql", operation: "query", name: "feed", ...links })).toBeUndefined();
  });
});

describe("[AP2] requirements", () => {
  it("are not served yet where they are core functions that no endpoint names", () => {
    const all = [requirement("a"), requirement("b"), requirement("c", "below-line"), requirement("d", "core", "non-functional")];
    expect(unserved(all, [endpoint("b", "gone")]).map(({ id }) => id)).toEqual(["a"]);
  });

  it("are offered with core functions first", () => {
    const all = [requirement("d", "below-line", "non-functional"), requirement("c", "core", "non-functional"), requirement("b", "below-line"), requirement("a")];
    expect(byServing(all).map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  });

  it("are short without the words that all begin with", () => {
    expect(["Users should be able to post a photo", "The system should be fast", "A user can follow"].map(shortText)).toEqual(["post a photo", "fast", "A user can follow"]);
  });
});
