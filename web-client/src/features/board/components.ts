import type { ElementItem } from "../../protocol/generated/types.ts";

/** A component that designs are made of, as a shape of its own (BD12). */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly type: "rectangle" | "ellipse" | "diamond";
  readonly width: number;
  readonly height: number;
  readonly strokeColor: string;
  readonly backgroundColor: string;
  readonly strokeStyle: "solid" | "dashed";
  readonly rounded: boolean;
}

// The colours are Excalidraw's own, which turns them round in the dark.
const colours = {
  blue: { strokeColor: "#1971c2", backgroundColor: "#e7f5ff" },
  teal: { strokeColor: "#099268", backgroundColor: "#e6fcf5" },
  green: { strokeColor: "#2f9e44", backgroundColor: "#ebfbee" },
  orange: { strokeColor: "#e8590c", backgroundColor: "#fff4e6" },
  violet: { strokeColor: "#6741d9", backgroundColor: "#f3f0ff" },
  pink: { strokeColor: "#c2255c", backgroundColor: "#fff0f6" },
  cyan: { strokeColor: "#0c8599", backgroundColor: "#e3fafc" },
  gray: { strokeColor: "#495057", backgroundColor: "#f8f9fa" },
};

const box = { type: "rectangle", width: 160, height: 72, strokeStyle: "solid", rounded: true } as const;
const store = { ...box, rounded: false } as const; // What keeps data has corners, what is dashed works later.
const oval = { ...box, type: "ellipse", height: 80 } as const;
const later = { strokeStyle: "dashed" } as const;

/** The usual ones, in the order in which a request passes them. */
export const components: readonly Component[] = [
  { id: "client", name: "Client", ...oval, ...colours.blue },
  { id: "cdn", name: "CDN", ...oval, ...colours.cyan },
  { id: "load-balancer", name: "Load balancer", ...box, type: "diamond", width: 200, height: 112, ...colours.teal },
  { id: "gateway", name: "API gateway", ...box, ...colours.teal },
  { id: "service", name: "Service", ...box, ...colours.green },
  { id: "worker", name: "Worker", ...box, ...colours.green, ...later },
  { id: "cache", name: "Cache", ...store, ...colours.orange },
  { id: "sql", name: "SQL store", ...store, ...colours.violet },
  { id: "nosql", name: "NoSQL store", ...store, ...colours.violet },
  { id: "blob-store", name: "Blob store", ...store, ...colours.violet },
  { id: "search", name: "Search index", ...store, ...colours.violet },
  { id: "queue", name: "Queue", ...store, ...colours.pink, ...later },
  { id: "stream", name: "Stream", ...store, ...colours.pink, ...later },
  { id: "third-party", name: "Third party", ...box, ...colours.gray, ...later },
];

const names = new Map(components.map(({ id, name }) => [id, name]));

/** What a component is called; one that is not known, by its own word. */
export function componentName(id: string | undefined): string | undefined {
  return id === undefined ? undefined : (names.get(id) ?? id);
}

/** The entity whose fields an element lists (BD12). */
export function entityOf({ shape: { customData } }: ElementItem): string | undefined {
  const entity = customData?.["entity"];
  return typeof entity === "string" ? entity : undefined;
}
