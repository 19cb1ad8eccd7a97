export function PrivateSide() { return null; }
