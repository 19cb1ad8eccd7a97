/** A place on the board. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const gap = 40;
const attempts = 24;

/** Where something of this size hits nothing: about a point, as near as can be; else at the point. */
export function freeSpot(centre: { readonly x: number; readonly y: number }, size: { readonly width: number; readonly height: number }, taken: readonly Spot[]): Spot {
  const at = (dx: number, dy: number): Spot => ({ x: Math.round(centre.x - size.width / 2 + dx), y: Math.round(centre.y - size.height / 2 + dy), ...size });
  const rings = Array.from({ length: attempts }, (_, i) => ringOf(i)).flat();
  const near = rings.map(([column, row]) => at(column * (size.width + gap), row * (size.height + gap)));
  return near.find((spot) => !taken.some((other) => overlap(spot, other))) ?? at(0, 0);
}

/** Beside something, on its right, as far below as is needed to hit nothing. */
export function spotBeside(place: Spot, size: { readonly width: number; readonly height: number }, taken: readonly Spot[]): Spot {
  const at = (step: number): Spot => ({ x: Math.round(place.x + place.width + gap), y: Math.round(place.y + step * gap), ...size });
  const below = Array.from({ length: attempts }, (_, step) => at(step));
  return below.find((spot) => !taken.some((other) => overlap(spot, other))) ?? at(0);
}

/** Where the line from the middle of a place to that of another leaves it. */
export function edgeTowards(place: Spot, other: Spot): { readonly x: number; readonly y: number } {
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
  const [dx, dy] = [other.x + other.width / 2 - x, other.y + other.height / 2 - y];
  const share = Math.min(1, place.width / 2 / Math.abs(dx), place.height / 2 / Math.abs(dy)); // Infinity where it goes straight up or across.
  return { x: x + dx * share, y: y + dy * share };
}

// The cells of a grid that are so many steps from its middle, those on the right first.
function ringOf(steps: number): readonly (readonly [column: number, row: number])[] {
  if (steps === 0) return [[0, 0]];
  const side = Array.from({ length: 2 * steps + 1 }, (_, i) => i - steps);
  const all = side.flatMap((row) => side.map((column) => [column, row] as const)).filter(([column, row]) => Math.max(Math.abs(column), Math.abs(row)) === steps);
  return all.sort(([columnA, rowA], [columnB, rowB]) => Math.abs(rowA) - Math.abs(rowB) || columnB - columnA || rowB - rowA);
}

function overlap(a: Spot, b: Spot): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
