/** A content, and the `rev` at which it stood. */
export interface Version<C> {
  readonly rev: number;
  readonly content: C;
}

/** What two people made of one content; undefined where they changed the same of it. */
export type Merge<C> = (before: C, mine: C, theirs: C) => C | undefined;

/**
 * What to send for an edit that began at the version `seen`. If somebody changed something else of it meanwhile, that is kept; if they changed the
 * same, or took the item away, it is sent as it is: the server refuses it with what is there now, and both versions are shown (CM15).
 */
export function revised<C extends object>(seen: Version<C>, mine: C, now: Version<C> | undefined, merge: Merge<C> = mergedProperties): Version<C> {
  if (now === undefined || now.rev === seen.rev) return { rev: seen.rev, content: mine };
  const content = merge(seen.content, mine, now.content);
  return content === undefined ? { rev: seen.rev, content: mine } : { rev: now.rev, content };
}

/** Both people's properties, where no property was changed by both. */
export function mergedProperties<C extends object>(before: C, mine: C, theirs: C): C | undefined {
  const names = new Set([before, mine, theirs].flatMap((content) => Object.keys(content))) as Set<keyof C>;
  const merged: Partial<C> = {};
  for (const name of names) {
    const isMine = !same(before[name], mine[name]);
    if (isMine && !same(before[name], theirs[name]) && !same(mine[name], theirs[name])) return undefined;
    const value = isMine ? mine[name] : theirs[name];
    if (value !== undefined) merged[name] = value;
  }
  return merged as C;
}

/** Whether two plain values say the same. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [mine, theirs] = [a, b].map((value) => Object.entries(value).filter(([, part]) => part !== undefined));
  const other = new Map(theirs);
  return mine?.length === other.size && mine.every(([name, part]) => same(part, other.get(name)));
}
