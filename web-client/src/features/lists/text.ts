/** A text as one line, without white space around it; undefined where nothing is left. */
export function lineOf(text: string): string | undefined {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line === "" ? undefined : line;
}

/** A text of several lines, without white space after it; undefined where nothing is left. */
export function linesOf(text: string): string | undefined {
  const lines = text.replace(/\r\n?/g, "\n").replace(/(?![\t\n])\p{Cc}/gu, "").trimEnd();
  return lines.trim() === "" ? undefined : lines;
}
