import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { insertNewlineContinueMarkup, markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type ChangeSet, Compartment, EditorState, type Extension, StateEffect, StateField, Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType, keymap, placeholder as placeholderOf } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { shownEnd } from "../../sync/notes-document.ts";

/** What somebody else has selected, in the text that is confirmed here. */
interface Shown {
  readonly tab: string;
  readonly name: string;
  readonly hue: number;
  readonly ranges: readonly (readonly [anchor: number, head: number])[];
}

/** Everybody else's selections, and what is pending here, over which they are shown (SG5). */
export const showSelections = StateEffect.define<{ readonly selections: readonly Shown[]; readonly pending: readonly ChangeSet[] }>();

export interface Options {
  readonly label: string;
  readonly placeholder: string;
  readonly limit: () => number;
  readonly full: () => void;
}

const editing = new Compartment();

/** Whether the user may type; an effect for a transaction. */
export function setReadOnly(readOnly: boolean) {
  return editing.reconfigure(writable(readOnly));
}

/** Everything that makes an editor of a document. */
export function extensions({ label, placeholder, limit, full }: Options): Extension {
  return [
    history(),
    keymap.of([{ key: "Enter", run: insertNewlineContinueMarkup }, ...defaultKeymap, ...historyKeymap]),
    EditorView.lineWrapping,
    markdownLanguage,
    syntaxHighlighting(markdownStyle),
    placeholderOf(placeholder),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true", autocapitalize: "sentences" }),
    EditorState.changeFilter.of((transaction) => fits(transaction, limit(), full)),
    remoteSelections,
    editing.of(writable(false)),
  ];
}

function writable(readOnly: boolean): Extension {
  return [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly), EditorView.contentAttributes.of(readOnly ? { "aria-readonly": "true", tabindex: "0" } : {})];
}

// What others write is not filtered: it is committed.
function fits(transaction: Transaction, limit: number, full: () => void): boolean {
  if (transaction.newDoc.length <= limit || transaction.newDoc.length <= transaction.startState.doc.length) return true;
  full();
  return false;
}

const markdownStyle = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "650", color: "var(--text)" },
  { tag: tags.heading1, fontSize: "1.2em" },
  { tag: tags.heading2, fontSize: "1.1em" },
  { tag: tags.strong, fontWeight: "650" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: [tags.link, tags.url], color: "var(--accent)" },
  { tag: tags.monospace, fontFamily: "var(--mono)", fontSize: "0.92em" },
  { tag: [tags.processingInstruction, tags.quote, tags.contentSeparator], color: "var(--text-quiet)" },
]);

const remoteSelections = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(showSelections)) return drawn(effect.value.selections, effect.value.pending, transaction.newDoc.length);
    }
    return shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function drawn(selections: readonly Shown[], pending: readonly ChangeSet[], length: number): DecorationSet {
  const decorations = selections.flatMap(({ tab, name, hue, ranges }) =>
    ranges.flatMap((range) => {
      const [anchor, head] = range.map((end) => Math.min(length, shownEnd(end, [], pending)));
      if (anchor === undefined || head === undefined) return [];
      const cursor = Decoration.widget({ widget: new Cursor(tab, name, hue, range[1]), side: head < anchor ? 1 : -1 }).range(head);
      const style = `--hue: ${hue}`;
      return anchor === head ? [cursor] : [Decoration.mark({ class: "notes__selection", attributes: { style } }).range(Math.min(anchor, head), Math.max(anchor, head)), cursor];
    }),
  );
  return Decoration.set(decorations, true);
}

class Cursor extends WidgetType {
  constructor(
    private readonly tab: string,
    private readonly name: string,
    private readonly hue: number,
    /** Where it is in the confirmed text: when it moves, its name shows again for a while. */
    private readonly at: number,
  ) {
    super();
  }

  override eq(other: Cursor): boolean {
    return other.tab === this.tab && other.name === this.name && other.hue === this.hue && other.at === this.at;
  }

  override toDOM(): HTMLElement {
    const cursor = document.createElement("span");
    cursor.className = "notes__cursor";
    cursor.style.setProperty("--hue", String(this.hue));
    cursor.ariaHidden = "true";
    const name = document.createElement("span");
    name.className = "notes__name";
    name.textContent = this.name;
    cursor.append("\u2060", name); // A word joiner: a line does not break at a cursor.
    return cursor;
  }

  override get estimatedHeight(): number {
    return -1;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

