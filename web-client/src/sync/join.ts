/** Both of two versions of a text in one: what they begin and end with alike stays once; between them, theirs, then what only mine says. */
export function joinVersions(mine: string, theirs: string): string {
  if (mine.includes(theirs)) return mine;
  if (theirs.includes(mine)) return theirs;
  const ours = mine.split("\n");
  const others = theirs.split("\n");
  const shorter = Math.min(ours.length, others.length);
  let start = 0;
  while (start < shorter && ours[start] === others[start]) start++;
  let end = 0;
  while (end < shorter - start && ours[ours.length - 1 - end] === others[others.length - 1 - end]) end++;
  const between = others.slice(start, others.length - end);
  const added = ours.slice(start, ours.length - end).filter((line) => line === "" || !between.includes(line));
  return [...others.slice(0, start), ...between, ...added, ...others.slice(others.length - end)].join("\n");
}
