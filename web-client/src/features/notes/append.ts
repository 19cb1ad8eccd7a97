import { ChangeSet } from "@codemirror/state";
import type { NotesDocument } from "../../sync/notes-document.ts";

/** Writes a paragraph at the end of a document, as its user would by typing. Whether there was room for it within `limit` UTF-16 units. */
export function append(document: NotesDocument, paragraph: string, limit: number): boolean {
  const { text } = document;
  const { length } = text;
  const last = text.line(text.lines).text;
  const gap = length === 0 ? "" : last === "" ? "\n" : "\n\n";
  const insert = gap + paragraph;
  if (length + insert.length > limit) return false;
  document.type(ChangeSet.of({ from: length, insert }, length));
  return true;
}
