import { tabStore } from "../../net/storage.ts";
import { useCallback, useSyncExternalStore } from "react";
import { useRoom } from "../room/context.tsx";

/** Words that are not saved yet, and the `rev` that their item had when the user began to change it. */
export interface Draft {
  readonly text: string;
  readonly rev: number;
}

const listeners = new Set<() => void>();
const known = new Map<string, Draft | undefined>();

/** The draft at a place of this room, and how to set it (undefined: there is none any more). It outlives a reload of the tab. */
export function useDraft(place: string): readonly [Draft | undefined, (draft: Draft | undefined) => void] {
  const key = keyOf(useRoom().id, place);
  const draft = useSyncExternalStore(subscribe, () => read(key));
  return [draft, useCallback((changed) => write(key, changed), [key])];
}

/** A text that is new and so has no `rev`. */
export function useNewText(place: string): readonly [string, (text: string) => void] {
  const [draft, set] = useDraft(place);
  return [draft?.text ?? "", useCallback((text) => set(text === "" ? undefined : { text, rev: 0 }), [set])];
}

/** The ids of a kind of item for which this tab holds drafts. */
export function useDraftIds(kind: string): readonly string[] {
  const prefix = keyOf(useRoom().id, `${kind}|`);
  // One text, so that it stays equal as long as nothing changed; ids have no spaces.
  const ids = useSyncExternalStore(subscribe, () => draftKeys().filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)).join(" "));
  return ids === "" ? [] : ids.split(" ");
}

function keyOf(room: string, place: string): string {
  return `greenroom.draft.${room}.${place}`;
}

function read(key: string): Draft | undefined {
  if (!known.has(key)) known.set(key, parsed(tabStore.get(key)));
  return known.get(key);
}

function write(key: string, draft: Draft | undefined): void {
  known.set(key, draft);
  if (draft === undefined) tabStore.remove(key);
  else tabStore.set(key, JSON.stringify(draft));
  for (const listener of listeners) listener();
}

function draftKeys(): string[] {
  return [...new Set([...tabStore.keys(), ...known.keys()])].filter((key) => key.startsWith("greenroom.draft.") && read(key) !== undefined);
}

function parsed(text: string | undefined): Draft | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (typeof value !== "object" || value === null || !("text" in value) || !("rev" in value)) return undefined;
    return typeof value.text === "string" && typeof value.rev === "number" ? { text: value.text, rev: value.rev } : undefined;
  } catch {
    return undefined;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
