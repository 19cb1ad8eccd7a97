import { useSyncExternalStore } from "react";
import { localStore } from "../net/storage.ts";

/** What the user chose; the system's theme holds until then. */
export type Theme = "system" | "light" | "dark";

const key = "greenroom.theme"; // public/theme.js reads it before the first paint.
const listeners = new Set<() => void>();

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, chosen), choose];
}

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark just now, whoever says so. */
export function useIsDark(): boolean {
  const [theme] = useTheme();
  const system = useSyncExternalStore(subscribeSystem, () => systemIsDark.matches);
  return theme === "dark" || (theme === "system" && system);
}

function subscribeSystem(listener: () => void): () => void {
  systemIsDark.addEventListener("change", listener);
  return () => systemIsDark.removeEventListener("change", listener);
}

/** What a press on a switch with three places makes of a theme, and what that is called. */
export function nextTheme(theme: Theme): { readonly theme: Theme; readonly name: string } {
  switch (theme) {
    case "system":
      return { theme: "dark", name: "Go dark" };
    case "dark":
      return { theme: "light", name: "Go light" };
    case "light":
      return { theme: "system", name: "Go with the system" };
  }
}

function choose(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  if (theme === "system") localStore.remove(key);
  else localStore.set(key, theme);
  for (const listener of listeners) listener();
}

function chosen(): Theme {
  const theme = document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" ? theme : "system";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
