import { type FocusEvent, useEffect, useRef, useState } from "react";
import { held } from "./arrange.ts";

interface Handlers {
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: () => void;
}

const releaseMillis = 400; // Longer than a click, so that a button does not move away between its press and its release.

/** A list that keeps its order as long as the user types in it; the handlers go on the element around it. */
export function useHeldOrder<T extends { readonly id: string }>(list: readonly T[]): readonly [readonly T[], Handlers] {
  const [holding, setHolding] = useState<readonly string[]>();
  const release = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shown = holding === undefined ? list : held(list, holding);
  const ids = useRef<readonly string[]>([]);
  useEffect(() => {
    ids.current = shown.map(({ id }) => id);
  });
  useEffect(() => () => clearTimeout(release.current), []);
  const handlers: Handlers = {
    onFocus: ({ target }) => {
      if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return;
      clearTimeout(release.current);
      setHolding((before) => before ?? ids.current);
    },
    onBlur: () => {
      clearTimeout(release.current);
      release.current = setTimeout(() => setHolding(undefined), releaseMillis);
    },
  };
  return [shown, handlers];
}
