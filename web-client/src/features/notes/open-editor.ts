import { EditorView } from "@codemirror/view";
import { Transaction } from "@codemirror/state";
import type { NotesDocument } from "../../sync/notes-document.ts";
import { extensions } from "./extensions.ts";

export interface Opening {
  readonly document: NotesDocument;
  readonly parent: HTMLElement;
  readonly label: string;
  readonly placeholder: string;
  /** How many UTF-16 units the document may have. */
  readonly limit: () => number;
  /** The user typed beyond that, which is not taken. */
  readonly full: () => void;
  readonly edited: () => void;
  readonly selected: (ranges: readonly (readonly [anchor: number, head: number])[]) => void;
}

/** Opens an editor on a document. What others write comes in through the document; what the user types goes out through it. */
export function openEditor({ document, parent, label, placeholder, limit, full, edited, selected }: Opening): EditorView {
  return document.attach(
    extensions({ label, placeholder, limit, full }),
    (state) =>
      new EditorView({
        state,
        parent,
        dispatchTransactions(transactions, view) {
          view.update(transactions);
          const own = transactions.filter((transaction) => transaction.annotation(Transaction.remote) !== true);
          if (own.some(({ docChanged }) => docChanged)) edited();
          if (own.some(({ docChanged, selection }) => docChanged || selection !== undefined)) {
            selected(view.state.selection.ranges.map(({ anchor, head }) => [anchor, head]));
          }
        },
      }),
  );
}
