import type { EndpointContent, EntityContent, EntityField } from "../protocol/generated/types.ts";

/** A core entity in words: its name, a line for each field, and its note. */
export function entityWords({ name, fields, note }: EntityContent): string {
  return [name, ...fields.map(fieldWords), ...(note === undefined ? [] : [note])].join("\n");
}

/** A field in a line. */
export function fieldWords({ name, type, mark, note }: EntityField): string {
  const typed = type === undefined ? name : `${name}: ${type}`;
  return [typed, ...(mark === undefined ? [] : [`(${mark})`]), ...(note === undefined ? [] : [`· ${note}`])].join(" ");
}

/** What an endpoint is called, as `GET /feed`. */
export function endpointTitle({ style, method, path, operation, direction, name }: EndpointContent): string {
  switch (style) {
    case "rest":
      return `${method} ${path}`;
    case "graphql":
      return `${operation} ${name}`;
    case "message":
      return `${name} ${direction === "to-server" ? "to the server" : "to the client"}`;
  }
}

/** An endpoint in words: what it is called, and what goes in and out. */
export function endpointWords(content: EndpointContent): string {
  return [endpointTitle(content), ...[content.request, content.response].filter((part) => part !== undefined)].join("\n");
}
