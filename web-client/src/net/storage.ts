/** One of the browser's storages. Where it refuses (it is full, or the user allows none), what is set lasts as long as the page. */
export interface Store {
  get(key: string): string | undefined;
  /** Whether it is kept beyond the page. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  keys(): readonly string[];
}

/** Kept for this browser. */
export const localStore: Store = storeOf(() => localStorage);

/** Kept for this tab, over reloads. */
export const tabStore: Store = storeOf(() => sessionStorage);

function storeOf(storage: () => Storage): Store {
  const refused = new Map<string, string>();
  return {
    get: (key) => refused.get(key) ?? tried(() => storage().getItem(key)) ?? undefined,
    set(key, value) {
      refused.set(key, value);
      tried(() => {
        storage().setItem(key, value);
        refused.delete(key);
      });
      return !refused.has(key);
    },
    remove(key) {
      refused.delete(key);
      tried(() => storage().removeItem(key));
    },
    keys: () => [...new Set([...(tried(() => Object.keys(storage())) ?? []), ...refused.keys()])],
  };
}

function tried<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
