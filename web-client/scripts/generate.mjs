// Writes src/protocol/generated from ../protocol/schema: types.ts, the types of everything on the wire, and validate.js, functions that check
// what arrives. The schemas say what a server of this version may send; a reader must also take what a later one adds (FR2, FR11, EV10), so
// what arrives is checked against loosened copies: kinds, codes and documents that the schemas do not know pass.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";

const schemaFolder = new URL("../../protocol/schema/", import.meta.url);
const outFolder = new URL("../src/protocol/generated/", import.meta.url);
const files = ["values", "items", "changes", "events", "state", "commands", "client-frames", "server-frames", "http"];
const read = (file) => JSON.parse(readFileSync(new URL(`${file}.json`, schemaFolder), "utf8"));

const strict = Object.fromEntries(files.map((file) => [file, read(file)]));
const loose = structuredClone(strict);
loosen();

mkdirSync(outFolder, { recursive: true });
write("types.ts", types());
const [code, declarations] = validators();
write("validate.js", code);
write("validate.d.ts", declarations);

function loosen() {
  const anyName = { type: "string" };
  const kinds = Object.keys(strict.items.$defs);
  delete loose.items.oneOf;
  Object.assign(loose.items, {
    type: "object",
    required: ["kind"],
    properties: { kind: anyName, id: { type: "string" } },
    allOf: kinds.map((kind) => ({
      if: { properties: { kind: { const: kind } } },
      then: { $ref: `#/$defs/${kind}` },
    })),
  });
  loose.changes.$defs.remove.properties.remove = { type: "object", required: ["kind", "id"], properties: { kind: anyName, id: anyName } };
  loose.changes.$defs.edit.properties.edit.properties.doc = anyName;
  loose.state.properties.docs = { type: "object", additionalProperties: { $ref: "values.json#/$defs/doc" } };
  // An event is read by its changes alone, whatever its type (EV10).
  delete loose.events.allOf;
  delete loose.events.$defs;
  const { welcome, reject, event, reset, error, bye, signal } = loose["server-frames"].$defs;
  welcome.properties.durability = anyName;
  welcome.properties.reset = anyName;
  reset.properties.reason = anyName;
  reject.properties.code = anyName;
  error.properties.code = anyName;
  bye.properties.code = anyName;
  event.properties.changes = { type: "array", minItems: 1, items: { $ref: "changes.json" } };
  delete event.allOf;
  signal.properties.signal = { oneOf: ["typing", "selection", "pointer", "drag"].map((kind) => ({ $ref: `values.json#/$defs/${kind}` })) };
  loose.http.$defs["problem-detail"].properties.code = anyName;
  // Named twice does no harm to a reader, and to check it takes a module at run time.
  const { guideProbe, guideProblemKey, links, elementIds } = loose.values.$defs;
  const distinct = [guideProbe.properties.phases, guideProbe.properties.problems, guideProblemKey.properties.probes, links, elementIds];
  for (const list of distinct) delete list.uniqueItems;
}

function types() {
  const lines = ["// Written by scripts/generate.mjs from protocol/schema.", ""];
  const declare = (name, schema, file) => lines.push(`export type ${name} = ${typeOf(schema, file)};`, "");

  // What a client sends has exactly the schema's form; what it gets, the loosened one.
  for (const [name, schema] of Object.entries(strict.values.$defs)) {
    declare(pascal(name), schema, "values");
  }
  family("items", strict, "", "Item", "Item");
  lines.push("/** An item as it stands in a state, also of a kind that only a later version knows. */");
  lines.push("export type StoredItem = { readonly kind: string; readonly id?: string };", "");
  family("changes", loose, "", "Change", "Change");
  declare("RoomEvent", loose.events, "events");
  const events = Object.keys(strict.events.$defs).map((name) => JSON.stringify(name));
  lines.push(`export type EventType = ${events.join(" | ")};`, "");
  declare("RoomState", loose.state, "state");
  family("commands", strict, "", "Command", "Command");
  family("client-frames", strict, "Client", "", "ClientFrame");
  family("server-frames", loose, "Server", "", "ServerFrame");
  for (const [name, schema] of Object.entries(loose.http.$defs)) declare(`Http${pascal(name)}`, schema, "http");
  lines.push(`export type RejectCode = ${literals(strict["server-frames"].$defs.reject.properties.code)};`, "");
  lines.push(`export type CloseCode = ${literals(strict["server-frames"].$defs.bye.properties.code)};`, "");
  lines.push(`export type ProblemCode = ${literals(strict.http.$defs["problem-detail"].properties.code)};`, "");
  lines.push(`export const itemKinds: readonly Item["kind"][] = ${JSON.stringify(Object.keys(strict.items.$defs))};`, "");
  return lines.join("\n");

  function family(file, schemas, prefix, suffix, union) {
    const names = Object.keys(schemas[file].$defs);
    for (const name of names) declare(prefix + pascal(name) + suffix, schemas[file].$defs[name], file);
    lines.push(`export type ${union} = ${names.map((name) => prefix + pascal(name) + suffix).join(" | ")};`, "");
  }
}

function typeOf(schema, file) {
  if (schema.$ref) return nameOf(schema.$ref, file);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return literals(schema);
  if (schema.oneOf && !schema.properties) return schema.oneOf.map((part) => typeOf(part, file)).join(" | ");
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "array":
      return arrayOf(schema, file);
    case "object":
      return objectOf(schema, file);
    default:
      throw new Error(`${file}: ${JSON.stringify(schema)} (expected: a schema with a type)`);
  }
}

function arrayOf(schema, file) {
  const rest = schema.items ? typeOf(schema.items, file) : undefined;
  if (!schema.prefixItems) return `readonly (${rest})[]`;
  const first = schema.prefixItems.map((part) => typeOf(part, file)).join(", ");
  return schema.maxItems === schema.prefixItems.length ? `readonly [${first}]` : `readonly [${first}, ...(${rest})[]]`;
}

function objectOf(schema, file) {
  const others = schema.additionalProperties && `{ readonly [name: string]: ${schema.additionalProperties === true ? "unknown" : typeOf(schema.additionalProperties, file)} }`;
  if (!schema.properties) return others;
  const fields = Object.entries(schema.properties).map(([name, part]) => {
    const optional = schema.required?.includes(name) ? "" : "?";
    return `readonly ${JSON.stringify(name)}${optional}: ${typeOf(part, file)};`;
  });
  const known = `{ ${fields.join(" ")} }`;
  return others ? `${known} & ${others}` : known;
}

function nameOf(ref, file) {
  const [target, pointer] = ref.split("#");
  const from = target === "" ? file : target.replace(/\.json$/, "");
  const name = pointer?.replace("/$defs/", "");
  switch (from) {
    case "values":
      return pascal(name);
    case "items":
      return name ? `${pascal(name)}Item` : "StoredItem";
    case "changes":
      return name ? `${pascal(name)}Change` : "Change";
    case "state":
      return "RoomState";
    case "commands":
      return name ? `${pascal(name)}Command` : "Command";
    case "server-frames":
      return `Server${pascal(name)}`;
    default:
      throw new Error(`${file}: ${ref} (expected: a reference with a known name)`);
  }
}

function validators() {
  // Lengths count UTF-16 units (FR10), which is what `unicode: false` does.
  const ajv = new Ajv2020({
    unicode: false,
    inlineRefs: false,
    strictRequired: false,
    strictTypes: false,
    strictTuples: false,
    validateFormats: false,
    logger: false,
    code: { source: true, esm: true, lines: true },
  });
  for (const file of files) ajv.addSchema(loose[file]);
  const exported = {};
  const declared = [
    "// Written by scripts/generate.mjs from protocol/schema.",
    'import type * as types from "./types.ts";',
    "",
    "export interface Validator<T> {",
    "  (value: unknown): value is T;",
    "  readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;",
    "}",
    "",
  ];
  const add = (name, ref, type) => {
    exported[name] = ref;
    declared.push(`export const ${name}: Validator<types.${type}>;`);
  };
  for (const name of Object.keys(loose["server-frames"].$defs)) {
    add(name, `${loose["server-frames"].$id}#/$defs/${name}`, `Server${pascal(name)}`);
  }
  for (const name of ["room-created", "stream-created", "link-rotated", "room-info", "state-at", "guide", "room-guide", "time", "problem-detail"]) {
    add(`http${pascal(name)}`, `${loose.http.$id}#/$defs/${name}`, `Http${pascal(name)}`);
  }
  add("roomEvent", loose.events.$id, "RoomEvent");
  add("roomState", loose.state.$id, "RoomState");
  const source = (standalone.default ?? standalone)(ajv, exported);
  if (source.includes("require(")) throw new Error("validate.js: require (expected: no import at run time)");
  return [`// Written by scripts/generate.mjs from protocol/schema.\n${source}`, declared.join("\n") + "\n"];
}

function literals(schema) {
  return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
}

function pascal(name) {
  return name.replace(/(^|[.-])([a-z])/g, (_, __, letter) => letter.toUpperCase());
}

function write(name, text) {
  writeFileSync(fileURLToPath(new URL(name, outFolder)), text);
}
