/**
 * Asks CodeMirror for the golden vectors of protocol/vectors/text, which its README explains:
 *
 *     node vectors.js write <directory>
 *     node vectors.js check <directory>     exits with 1 if a file is not what CodeMirror says today
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collab, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { ChangeSet, EditorState, Text } from "@codemirror/state";
import { Random } from "./random.js";

const CASES = 100;
const SEED = 6;

/** Every file: what it is about, and how a case is made. */
const FILES = {
  "of.json": {
    about: "ChangeSet.of(replacements, length) = change, each replacement being [from, to, text]",
    make(random) {
      const document = random.text(12);
      const changes = random.changes(document);
      return {
        length: document.length,
        replacements: changes.map(({ from, to = from, insert = "" }) => [from, to, insert]),
        change: ChangeSet.of(changes, document.length),
      };
    },
  },
  "apply.json": {
    about: "change.apply(document) = result; change.invert(document) = inverse",
    make(random) {
      const document = random.text(12);
      const change = changeSet(random, document);
      return {
        document,
        change,
        result: applied(change, document),
        inverse: change.invert(text(document)),
      };
    },
  },
  "compose.json": {
    about: "first.compose(second) = composed",
    make(random) {
      const document = random.text(12);
      const first = changeSet(random, document);
      const second = changeSet(random, applied(first, document));
      return { first, second, composed: first.compose(second) };
    },
  },
  "map.json": {
    about: "change.map(other, false) = after; change.map(other, true) = before",
    make(random) {
      const document = random.text(12);
      const change = changeSet(random, document);
      const other = changeSet(random, document);
      return { change, other, after: change.map(other, false), before: change.map(other, true) };
    },
  },
  "positions.json": {
    about: "change.mapPos(p, -1) = before[p] and change.mapPos(p, 1) = after[p] for every position p",
    make(random) {
      const document = random.text(10);
      const change = changeSet(random, document);
      const positions = Array.from({ length: document.length + 1 }, (_, position) => position);
      return {
        change,
        before: positions.map((position) => change.mapPos(position, -1)),
        after: positions.map((position) => change.mapPos(position, 1)),
      };
    },
  },
  "rebase.json": {
    about:
      "an editor shows document, has made updates, and receives committed, one change at a time:" +
      " its updates become rebased, and it shows result",
    first: { document: "ab", updates: [[{ from: 0, insert: "X" }]], committed: [[{ from: 0, to: 1 }], [{ from: 0, insert: "Z" }]] },
    make(random) {
      const document = random.text(12);
      return {
        document,
        updates: changeList(random, document),
        committed: changeList(random, document),
      };
    },
    complete({ document, updates, committed }) {
      let state = EditorState.create({ doc: document, extensions: [collab()] });
      for (const changes of updates) state = state.update({ changes }).state;
      const sent = sendableUpdates(state).map((update) => update.changes);
      const log = [];
      let server = document;
      for (const changes of committed) {
        log.push(ChangeSet.of(changes, server.length));
        server = applied(log.at(-1), server);
        state = receiveUpdates(state, [{ clientID: "other", changes: log.at(-1) }]).state;
      }
      return {
        document,
        updates: sent,
        committed: log,
        rebased: sendableUpdates(state).map((update) => update.changes),
        result: state.doc.toString(),
      };
    },
  },
};

function text(string) {
  return Text.of(string.split("\n"));
}

function applied(change, document) {
  return change.apply(text(document)).toString();
}

/** Often a composition, whose sections may lie side by side as those of one edit never do. */
function changeSet(random, document) {
  let change = ChangeSet.of(random.changes(document), document.length);
  while (random.chance(0.4)) {
    const after = applied(change, document);
    change = change.compose(ChangeSet.of(random.changes(after), after.length));
  }
  return change;
}

/** One to three edits, one after the other. */
function changeList(random, document) {
  const list = [];
  for (let count = 1 + random.below(3); count > 0; count--) {
    list.push(random.changes(document));
    document = applied(ChangeSet.of(list.at(-1), document.length), document);
  }
  return list;
}

function content({ about, first, make, complete = (made) => made }, stream) {
  const random = new Random(SEED, stream);
  const made = Array.from({ length: CASES }, () => make(random));
  const cases = (first ? [first, ...made] : made).map((each) => JSON.stringify(complete(each)));
  return `{\n"about": ${JSON.stringify(about)},\n"cases": [\n${cases.join(",\n")}\n]\n}\n`;
}

const [action, directory] = process.argv.slice(2);
const contents = Object.entries(FILES).map(([name, file], stream) => [join(directory, name), content(file, stream)]);
if (action === "write") {
  for (const [path, expected] of contents) writeFileSync(path, expected);
} else {
  const stale = contents.filter(([path, expected]) => readFileSync(path, "utf8") !== expected);
  for (const [path] of stale) console.error(`${path}: not what CodeMirror says (npm run vectors writes it)`);
  process.exitCode = stale.length > 0 ? 1 : 0;
}
