import { describe, expect, it } from "vitest";
import type { ElementItem, Shape } from "../../protocol/generated/types.ts";
import { graphOf, nodeAt } from "./graph.ts";

const place = { x: 0, y: 0, width: 100, height: 50 };
const element = (id: string, shape: object): ElementItem => ({ kind: "element", id, rev: 1, nonce: 1, by: "p", shape: { ...place, ...shape } as Shape });
const box = (id: string, more: object = {}) => element(id, { type: "rectangle", ...more });
const label = (of: string, text: string) => element(`label-${of}`, { type: "text", text, containerId: of });
const arrow = (id: string, from: string | undefined, to: string | undefined, more: object = {}) =>
  element(id, { type: "arrow", points: [[0, 0], [9, 9]], ...(from && { startBinding: { elementId: from } }), ...(to && { endBinding: { elementId: to } }), ...more });

describe("[BD12] a board as a graph", () => {
  it("has boxes, named by their labels, by their components, or by what they are", () => {
    const { nodes } = graphOf([
      box("a", { customData: { component: "sql" } }), label("a", "Posts\ntable"), box("b", { customData: { component: "cache" } }), box("c"), element("d", { type: "ellipse" }), box("e", { customData: { component: "quantum" } }),
    ]);
    expect(nodes.map(({ name, component }) => [name, component])).toEqual([["Posts, table", "SQL store"], ["Cache", "Cache"], ["Box", undefined], ["Ellipse", undefined], ["quantum", "quantum"]]);
  });

  it("tells boxes apart that are called alike", () => {
    expect(graphOf([box("a"), label("a", "Service"), box("b"), label("b", "Service")]).nodes.map(({ name }) => name)).toEqual(["Service", "Service (2)"]);
  });

  it("has connections, with their direction and their label", () => {
    const { edges } = graphOf([
      box("a"), label("a", "Client"), box("b"), label("b", "Gateway"), arrow("to", "a", "b"), label("to", "HTTPS"), arrow("back", "a", "b", { startArrowhead: "arrow", endArrowhead: null }),
      arrow("both", "a", "b", { startArrowhead: "dot" }), arrow("plain", "a", "b", { endArrowhead: null }), arrow("loose", "a", "gone"),
    ]);
    expect(edges.map(({ from, to, direction, label: words }) => [from, to, direction, words])).toEqual([
      ["Client", "Gateway", "one-way", "HTTPS"], ["Gateway", "Client", "one-way", undefined], ["Client", "Gateway", "both-ways", undefined], ["Client", "Gateway", "none", undefined], ["Client", undefined, "one-way", undefined],
    ]);
  });

  it("has texts that are no labels, also those whose box is gone", () => {
    expect(graphOf([element("t", { type: "text", text: "Read heavy:\n100 to 1" }), element("e", { type: "text", text: " " }), box("a"), label("a", "Client")]).texts).toEqual(["Read heavy: 100 to 1"]);
  });

  it("has lists of fields as texts, which no request passes", () => {
    const graph = graphOf([box("a", { customData: { entity: "q83vEjRWeJASNFZ4" } }), label("a", "Post\n• id: UUID\n• text")]);
    expect([graph.nodes, graph.texts]).toEqual([[], ["Post, id: UUID, text"]]);
  });

  it("knows the topmost box at a point", () => {
    const graph = graphOf([box("below"), box("above", { x: 50 })]);
    expect([nodeAt(graph, 60, 10)?.id, nodeAt(graph, 10, 10)?.id, nodeAt(graph, 500, 10)]).toEqual(["above", "below", undefined]);
  });
});
