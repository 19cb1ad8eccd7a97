import { useEffect, useState } from "react";

/** A problem that comes with the server. */
export interface LibraryProblem {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly prompt: string;
}

/** The problems that come with the server; none for a server that has no guide. */
export function useLibrary(): readonly LibraryProblem[] {
  const [problems, setProblems] = useState<readonly LibraryProblem[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    fetch("/api/guide", { signal: leaving.signal })
      .then((answer) => (answer.ok ? answer.json() : undefined))
      .then((guide: unknown) => setProblems(problemsIn(guide)))
      .catch(() => undefined); // The page does without.
    return () => leaving.abort();
  }, []);
  return problems;
}

/** The problems in a guide, those that have all their parts. */
export function problemsIn(guide: unknown): readonly LibraryProblem[] {
  const { problems } = Object(guide) as { readonly problems?: unknown };
  return Array.isArray(problems) ? problems.filter(isProblem) : [];
}

function isProblem(value: unknown): value is LibraryProblem {
  const { id, title, summary, prompt } = Object(value) as Record<string, unknown>;
  return [id, title, summary, prompt].every((text) => typeof text === "string");
}
