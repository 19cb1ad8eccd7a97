import { describe, expect, it } from "vitest";
import type { EndpointContent, EntityItem } from "../../protocol/generated/types.ts";
import { entitiesIn, hintsOf, segmentsOf, singular } from "./hints.ts";

const entity = (name: string): EntityItem => ({ kind: "entity", id: name, rev: 1, order: "a0", by: "p", content: { role: "resource", name, fields: [] } });
const rest = (path: string, entities: readonly string[] = []): EndpointContent => ({ style: "rest", method: "GET", path, requirements: [], entities });
const hints = (path: string, ...names: readonly string[]) => hintsOf(rest(path), names.map(entity));
const said = (path: string, ...names: readonly string[]) => hints(path, ...names).map((hint) => (hint.kind === "verb" ? `verb ${hint.verb}` : hint.kind === "no-slash" ? "no slash" : `no ${hint.name}`));

describe("[AP3] the hints for a path", () => {
  it("are none where it names entities, in the singular or the plural", () => {
    for (const path of ["/photos", "/photo", "/v1/photos/{id}", "/api/v2beta/photos/:photoId/comments", "/users/{userId}/photos?cursor=x&verb=get", "/"]) {
      expect([path, said(path, "Photo", "Comment", "User")]).toEqual([path, []]);
    }
  });

  it("miss a slash before it", () => {
    expect([said("photos", "Photo"), said("{id}", "Photo")]).toEqual([["no slash"], ["no slash"]]);
  });

  it.each([
    ["/createPhoto", ["verb create"]],
    ["/create-photo", ["verb create"]],
    ["/get_photos", ["verb get"]],
    ["/photos/create", ["verb create"]],
    ["/photos/{id}/delete", ["verb delete"]],
    ["/updatePhoto/{id}", ["verb update"]],
    ["/listPhotos", ["verb list"]],
    ["/photos/{id}/remove", ["verb remove"]],
  ])("find a verb in %s", (path, expected) => {
    expect(said(path, "Photo")).toEqual(expected);
  });

  it("leave words alone that only look like verbs, or are entities, or have no method", () => {
    expect(said("/posts/{id}", "Post")).toEqual([]);
    expect([said("/post", "Post"), said("/lists/{id}", "List"), said("/list", "List"), said("/updates", "Update"), said("/addresses", "Address"), said("/settings", "Setting")]).toEqual([[], [], [], [], [], []]);
    expect([said("/search?q=x"), said("/photos/search", "Photo"), said("/login"), said("/orders/{id}/cancel", "Order"), said("/me/photos", "Photo"), said("/photos:batch", "Photo")]).toEqual([[], [], [], [], [], []]);
  });

  it("find a noun that no entity is called, with the name that it would have", () => {
    expect(hints("/photos/{id}/comments", "Photo")).toEqual([{ kind: "undefined-entity", noun: "comments", name: "Comment" }]);
    expect([said("/feed-entries"), said("/people/{id}/categories"), said("/createInvoice")]).toEqual([["no FeedEntry"], ["no Person", "no Category"], ["verb create", "no Invoice"]]);
  });

  it("take a part of an entity's name for it", () => {
    expect([said("/feed", "FeedEntry"), said("/feed-entries", "Feed entry"), said("/feedEntries", "FeedEntry"), said("/chat_members/{id}", "Chat Member")]).toEqual([[], [], [], []]);
  });

  it("do not mind parameters, whatever they are called, nor links to entities that were removed", () => {
    expect(said("/photos/{deletePhotoId}/:createdBy", "Photo")).toEqual([]);
    expect(hintsOf(rest("/photos", ["AAAAAAAAAAAAAAAA"]), [entity("Photo")])).toEqual([]);
  });

  it("are none for what is no path", () => {
    const links = { requirements: [], entities: [] };
    expect(hintsOf({ style: "graphql", operation: "mutation", name: "createPhoto", ...links }, [])).toEqual([]);
    expect(hintsOf({ style: "message", direction: "to-client", name: "delete", ...links }, [])).toEqual([]);
  });
});

describe("a path", () => {
  it("has parameters in braces and behind colons", () => {
    expect(segmentsOf("/users/{id}/photos/:photo?x={y}").map(({ text, isParameter }) => `${text}${isParameter ? "!" : ""}`)).toEqual(["users", "{id}!", "photos", ":photo!"]);
  });

  it("names entities", () => {
    const all = ["User", "Photo", "FeedEntry"].map(entity);
    expect(entitiesIn("/v1/users/{photo}/feed-entries", all).map(({ id }) => id)).toEqual(["User", "FeedEntry"]);
  });
});

it("the singular of a plural is found", () => {
  const plurals = ["photos", "categories", "boxes", "matches", "purchases", "databases", "buses", "caches", "people"];
  expect(plurals.map(singular)).toEqual(["photo", "category", "box", "match", "purchase", "database", "bus", "cache", "person"]);
  expect(["status", "class", "bus", "series", "photo"].map(singular)).toEqual(["status", "class", "bus", "series", "photo"]);
  expect([said("/aliases", "Alias"), said("/purchases", "Purchase")]).toEqual([[], []]);
});
