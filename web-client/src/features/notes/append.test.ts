import { Text } from "@codemirror/state";
import { expect, test } from "vitest";
import { NotesDocument } from "../../sync/notes-document.ts";
import { append } from "./append.ts";

const after = (text: string, paragraph = "New\n", limit = 100) => {
  const document = new NotesDocument("notes", Text.of(text.split("\n")));
  return [append(document, paragraph, limit), document.text.toString(), document.pending.length];
};

test("a paragraph comes to the end, behind an empty line, and is pending", () => {
  expect(after("")).toEqual([true, "New\n", 1]);
  expect(after("Old")).toEqual([true, "Old\n\nNew\n", 1]);
  expect(after("Old\n")).toEqual([true, "Old\n\nNew\n", 1]);
});

test("[LM2] a paragraph that does not fit is not written", () => {
  expect(after("Old", "New\n", 9)).toEqual([true, "Old\n\nNew\n", 1]);
  expect(after("Old", "New\n", 8)).toEqual([false, "Old", 0]);
});
