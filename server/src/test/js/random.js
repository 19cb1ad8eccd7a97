/**
 * Random numbers and random edits. The same seed gives the same ones on every machine.
 */

/** What documents are made of: much of little, so that edits meet; line breaks; whole surrogate pairs. */
const PIECES = ["a", "b", "c", "x", "y", " ", "\n", "é", "中", "😀", "👩‍🚀", "🇪🇺"];

/** A stream of random numbers: mulberry32, a public-domain generator by Tommy Ettinger. */
export class Random {
  #state;

  /** @param {number} seed @param {number} stream which of many independent ones */
  constructor(seed, stream = 0) {
    this.#state = Math.imul(seed ^ 0x5bf03635, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b);
  }

  /** A whole number from 0 to `bound - 1`. */
  below(bound) {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  }

  chance(probability) {
    return this.below(1000) < probability * 1000;
  }

  text(maxPieces) {
    let text = "";
    for (let pieces = this.below(maxPieces + 1); pieces > 0; pieces--) {
      text += PIECES[this.below(PIECES.length)];
    }
    return text;
  }

  /** A position in `document` that is not inside a surrogate pair, often one of few. */
  position(document) {
    const favourites = [0, document.length, document.length >> 1];
    const at = this.chance(0.5) ? favourites[this.below(3)] : this.below(document.length + 1);
    return isInsidePair(document, at) ? at + 1 : at;
  }

  /** Two positions in order; the range between them is short more often than not. */
  range(document) {
    const from = this.position(document);
    if (this.chance(0.6)) {
      const to = Math.min(from + 1 + this.below(4), document.length);
      return [from, isInsidePair(document, to) ? to + 1 : to];
    }
    const to = this.position(document);
    return [Math.min(from, to), Math.max(from, to)];
  }

  /** One to three insertions, deletions and replacements, as an editor with several cursors makes them. */
  changes(document) {
    const changes = [];
    for (let count = this.chance(0.75) ? 1 : 2 + this.below(2); count > 0; count--) {
      const [from, to] = this.range(document);
      const kind = this.below(10);
      if (kind < 5) changes.push({ from, insert: "i" + this.text(2) });
      else if (kind < 8) changes.push({ from, to });
      else changes.push({ from, to, insert: "r" + this.text(3) });
    }
    return changes;
  }
}

function isInsidePair(text, position) {
  return /[\ud800-\udbff]/.test(text[position - 1] ?? "") && /[\udc00-\udfff]/.test(text[position] ?? "");
}
