const key = "greenroom.create-key";

/** The key that this server wants for making rooms, as long as the tab is open. */
export function createKey(): string | undefined {
  return sessionStorage.getItem(key) ?? undefined;
}

export function rememberCreateKey(value: string): void {
  sessionStorage.setItem(key, value);
}
