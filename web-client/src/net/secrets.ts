/** A capability or a person's secret: 128 random bits (HE3, HE4). */
export function newSecret(): string {
  return random(16);
}

/** The id of an item or a session that this client makes: 96 random bits (RQ2, HE6). */
export function newId(): string {
  return random(12);
}

function random(bytes: number): string {
  const value = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...value)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
