/** Numbers as people write them in an estimate. */

const factors: Readonly<Record<string, number>> = { "": 1, k: 1e3, thousand: 1e3, m: 1e6, mio: 1e6, million: 1e6, g: 1e9, b: 1e9, bn: 1e9, billion: 1e9, t: 1e12, trillion: 1e12 };
const byteFactors: Readonly<Record<string, number>> = {
  "": 1, b: 1, byte: 1, bytes: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9, t: 1e12, tb: 1e12, pb: 1e15, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4,
};
const yearFactors: Readonly<Record<string, number>> = { "": 1, y: 1, year: 1, years: 1, m: 1 / 12, month: 1 / 12, months: 1 / 12, d: 1 / 365, day: 1 / 365, days: 1 / 365 };

/** A count: `10M`, `5k`, `1,000,000`, `2.5 billion`; undefined if it is none. */
export function countOf(text: string): number | undefined {
  return scaled(text, factors);
}

/** Bytes, of which 1 KB has 1000: `2 KB`, `500`, `1.5MB`, `4 KiB`; undefined if it is no size. */
export function bytesOf(text: string): number | undefined {
  return scaled(text, byteFactors);
}

/** Years: `5`, `6 months`, `90 days`; undefined if it is no time. */
export function yearsOf(text: string): number | undefined {
  return scaled(text, yearFactors);
}

/** How many reads come with one write: `20:1`, `20 : 1`, `1:5`, `20`; undefined if it is no ratio. */
export function ratioOf(text: string): number | undefined {
  const [reads = "", writes = "1", ...more] = text.split(":");
  const [above, below] = [countOf(reads), countOf(writes)];
  return above === undefined || below === undefined || below === 0 || more.length > 0 ? undefined : above / below;
}

/** `950`, `2.3k`, `12M`: two digits, or as many as its whole part has. */
export function countText(count: number): string {
  return scaledText(count, 1000, ["", "k", "M", "B", "T"], "");
}

/** `950 B`, `2.3 KB`, `12 TB`. */
export function bytesText(bytes: number): string {
  return scaledText(bytes, 1000, ["B", "KB", "MB", "GB", "TB", "PB", "EB"], " ");
}

function scaled(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, digits, unit = ""] = /^\s*(\d[\d.,_\s]*?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const number = digits === undefined ? undefined : plainNumber(digits);
  const factor = Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;
  return number === undefined || factor === undefined ? undefined : number * factor;
}

// A comma or a space before three digits parts thousands; another comma is that of a fraction.
function plainNumber(digits: string): number | undefined {
  const grouped = /^\d{1,3}([,_ ]\d{3})+(\.\d+)?$/.test(digits) ? digits.replace(/[,_ ]/g, "") : digits.replace(",", ".");
  return /^\d+(\.\d+)?$/.test(grouped) ? Number(grouped) : undefined;
}

function scaledText(value: number, step: number, units: readonly string[], space: string): string {
  const last = units.length - 1;
  let power = value < 1 ? 0 : Math.min(last, Math.floor(Math.log(value) / Math.log(step) + 1e-9));
  let number = rounded(value / step ** power);
  if (number >= step && power < last) {
    power++;
    number = rounded(value / step ** power);
  }
  return `${number}${space}${units[power]}`;
}

function rounded(value: number): number {
  return value >= 10 ? Math.round(value) : Number(value.toPrecision(2));
}
