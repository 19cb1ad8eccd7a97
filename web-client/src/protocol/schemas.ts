import { readFileSync, readdirSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const folder = new URL("../../../protocol/schema/", import.meta.url);

const ajv = new Ajv2020({ strictRequired: false, strictTypes: false, strictTuples: false, validateFormats: false });
const ids = new Map<string, string>();

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const schema: { $id: string } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  ajv.addSchema(schema);
  ids.set(file.slice(0, -".json".length), schema.$id);
}

/** What is wrong with a value by the schemas as they are (not the loosened ones of the decoder), or undefined. For tests and the player. */
export function schemaProblem(family: string, type: string | undefined, value: unknown): string | undefined {
  const id = ids.get(family);
  const validator = id === undefined ? undefined : ajv.getSchema(type === undefined ? id : `${id}#/$defs/${type}`);
  if (!validator) {
    throw new Error(`${family}#${type ?? ""}: no such schema`);
  }
  return validator(value) ? undefined : ajv.errorsText(validator.errors);
}
