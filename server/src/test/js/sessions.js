/**
 * Writes sessions of several CodeMirror editors to standard output, one JSON object a line, for
 * CollabComparisonIT:
 *
 *     node sessions.js <seed> <cases> [<session>]
 *
 * It writes sessions until `cases` edits were sent that must be rebased; with `session`, that one only.
 *
 *     {"session": 0,
 *      "document": "…",                what everybody starts from
 *      "edits": [{"base": 3,           how many committed changes the sender had received
 *                 "updates": […],      what its sendableUpdates listed, as it went to the server
 *                 "committed": […]}],  what the sender itself makes of them at the end of the log
 *      "documents": ["…", "…"]}        what each editor shows once everybody has received everything
 *
 * The editors are real: EditorState with the collab extension. There is no server here. What a
 * server must commit is what the sender will believe that it committed: its own state, brought up to
 * the end of the log by receiveUpdates, one change at a time, says so.
 */
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { ChangeSet, EditorState } from "@codemirror/state";
import { Random } from "./random.js";

class Editor {
  #id;
  #state;
  /** The length of the log with this editor's last edit in it; what it sends next waits for that. */
  #sentUpTo = 0;

  constructor(id, document) {
    this.#id = id;
    this.#state = EditorState.create({ doc: document, extensions: [collab({ clientID: id })] });
  }

  get document() {
    return this.#state.doc.toString();
  }

  type(random) {
    this.#state = this.#state.update({ changes: random.changes(this.document) }).state;
  }

  receive(log, count) {
    const from = getSyncedVersion(this.#state);
    this.#state = received(this.#state, log.slice(from, from + count));
  }

  /** Sends what is unconfirmed unless an edit is unanswered; appends what comes of it to the log. */
  send(log) {
    const base = getSyncedVersion(this.#state);
    const sendable = sendableUpdates(this.#state);
    if (sendable.length === 0 || base < this.#sentUpTo) return null;
    const ahead = received(this.#state, log.slice(base));
    const committed = sendableUpdates(ahead).map((update) => update.changes.toJSON());
    for (const json of committed) log.push({ clientID: this.#id, changes: ChangeSet.fromJSON(json) });
    this.#sentUpTo = log.length;
    return { base, updates: sendable.map((update) => update.changes.toJSON()), committed };
  }
}

/** The law of the whole design: one change at a time. */
function received(state, updates) {
  for (const update of updates) state = receiveUpdates(state, [update]).state;
  return state;
}

function session(seed, number) {
  const random = new Random(seed, number);
  const document = random.text(random.chance(0.05) ? 300 : 20);
  const editors = Array.from({ length: 2 + random.below(3) }, (_, i) => new Editor(`e${i}`, document));
  const log = [];
  const edits = [];
  for (let steps = 20 + random.below(30); steps > 0; steps--) {
    const editor = editors[random.below(editors.length)];
    const step = random.below(10);
    if (step < 5) editor.type(random);
    else if (step < 7) editor.receive(log, 1 + random.below(3));
    else edits.push(editor.send(log));
  }
  // Everybody receives the answers, sends what is left, and receives that.
  for (const editor of editors) editor.receive(log, log.length);
  for (const editor of editors) edits.push(editor.send(log));
  for (const editor of editors) editor.receive(log, log.length);
  return {
    session: number,
    document,
    edits: edits.filter((edit) => edit !== null),
    documents: editors.map((editor) => editor.document),
  };
}

function rebasedEdits({ edits }) {
  let head = 0;
  let count = 0;
  for (const { base, committed } of edits) {
    if (base < head) count++;
    head += committed.length;
  }
  return count;
}

async function write(line) {
  if (!process.stdout.write(line + "\n")) {
    await new Promise((resolve) => process.stdout.once("drain", resolve));
  }
}

const [seed, cases, only] = process.argv.slice(2).map(Number);
if (only !== undefined) {
  await write(JSON.stringify(session(seed, only)));
} else {
  for (let number = 0, count = 0; count < cases; number++) {
    const next = session(seed, number);
    count += rebasedEdits(next);
    await write(JSON.stringify(next));
  }
}
