import { useEffect, useRef } from "react";
import type { DocId } from "../../protocol/generated/types.ts";
import { isFrozen, peopleOf, useRoom, useView } from "../room/context.tsx";
import { setReadOnly, showSelections } from "./extensions.ts";
import { openEditor } from "./open-editor.ts";
import type { EditorView } from "@codemirror/view";
import { hueOf } from "../people/people.tsx";
import "./notes.css";

export interface NotesEditorProps {
  readonly doc: DocId;
  readonly label: string;
  readonly placeholder: string;
}

/** A document that several people write at once, with everybody's cursors. Who watches sees it and cannot type. */
export default function NotesEditor({ doc, label, placeholder }: NotesEditorProps) {
  const { model, session } = useRoom();
  const document = useView((view) => view.documents.get(doc));
  const selections = useView((view) => view.selections.get(doc));
  const people = useView(peopleOf);
  const readOnly = useView((view) => isFrozen(view) && doc === "notes") || session === undefined;
  const limit = useView((view) => view.limits?.docLength);
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);

  useEffect(() => {
    if (document === undefined || place.current === null) return;
    const view = openEditor({
      document, parent: place.current, label, placeholder, limit: () => limit ?? Infinity,
      full: () => model.notice("warning", "The notes hold as much text as they can."),
      edited: () => session?.edited(doc),
      selected: (ranges) => session?.signals.select(doc, ranges),
    });
    editor.current = view;
    return () => {
      session?.signals.select(doc, []);
      document.detach();
      view.destroy();
      editor.current = undefined;
    };
  }, [document, model, session, doc, label, placeholder, limit]);

  useEffect(() => {
    editor.current?.dispatch({ effects: setReadOnly(readOnly) });
  }, [readOnly, document, limit]);

  useEffect(() => {
    if (document === undefined) return;
    const shown = (selections ?? []).map(({ tab, participant, ranges }) => {
      const person = people.get(participant);
      return { tab, name: person?.name ?? "Somebody", hue: hueOf(person), ranges };
    });
    editor.current?.dispatch({ effects: showSelections.of({ selections: shown, pending: document.pending }) });
  }, [selections, people, document, limit]);

  return <div className="notes__editor" ref={place} />;
}
