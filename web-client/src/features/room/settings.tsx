export function SettingsDialog(_: Record<string, unknown>) { return null; }
