import { Suspense, lazy } from "react";
import { Typing } from "../people/typing.tsx";

const NotesEditor = lazy(() => import("./notes-editor.tsx"));

export interface NotesPaneProps {
  readonly placeholder: string;
  /** What stands beside the title. */
  readonly hint?: string;
}

/** The shared notes, in every phase and for every role. */
export function NotesPane({ placeholder, hint }: NotesPaneProps) {
  return (
    <section className="pane room__notes notes" aria-label="Notes">
      <header className="pane__head">
        <h2 className="pane__title">Notes</h2>
        {hint !== undefined && <span className="quiet room__hint">{hint}</span>}
        <Typing place="notes" />
      </header>
      <Suspense fallback={<div className="notes__editor" />}>
        <NotesEditor doc="notes" label="Notes" placeholder={placeholder} />
      </Suspense>
    </section>
  );
}
