import { tabStore } from "../../net/storage.ts";

const key = "greenroom.create-key";

/** The key that this server wants for making rooms, as long as the tab is open. */
export function createKey(): string | undefined {
  return tabStore.get(key);
}

export function rememberCreateKey(value: string): void {
  tabStore.set(key, value);
}
