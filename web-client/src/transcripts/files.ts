import { readFileSync, readdirSync } from "node:fs";
import { vectorFolder } from "../protocol/vectors.ts";
import type { Transcript } from "./format.ts";

const folder = new URL("transcripts/", vectorFolder);

/** Every transcript there is, by the name of its file. */
export function readTranscripts(): ReadonlyMap<string, Transcript> {
  const names = readdirSync(folder).filter((file) => file.endsWith(".json")).sort();
  return new Map(
    names.map((file) => {
      const transcript: Transcript = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
      return [file.slice(0, -".json".length), transcript];
    }),
  );
}
