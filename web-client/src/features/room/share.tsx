export function ShareDialog(_: Record<string, unknown>) { return null; }
