/** The words with which most notes begin; one click writes them. */
export const tags = ["strong", "weak", "follow up", "numbers"] as const;

export type Tag = (typeof tags)[number];

/** A note's text that begins with a tag. */
export function tagged(tag: Tag, text: string): string {
  const rest = text.trim();
  return rest === "" ? tag : `${tag}: ${rest}`;
}

/** The tag with which a note begins, if it does, and what follows. */
export function tagIn(text: string): { readonly tag: Tag | undefined; readonly rest: string } {
  for (const tag of tags) {
    if (text === tag) return { tag, rest: "" };
    if (text.startsWith(`${tag}: `)) return { tag, rest: text.slice(tag.length + 2) };
  }
  return { tag: undefined, rest: text };
}
