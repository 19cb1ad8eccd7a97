import { NotebookPen } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { PrivateNoteItem } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { keyOf } from "../../sync/fold.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/controls.tsx";
import { useHandOnFocus } from "../../ui/focus.ts";
import { GrowingArea } from "../../ui/growing-area.tsx";
import { Versions } from "../../ui/versions.tsx";
import { privateNotesOf, useCommand, useRoom, useView } from "../room/context.tsx";
import { useDraft, useNewText } from "../probes/drafts.ts";
import { useHeldOrder } from "../probes/held-order.ts";
import { EditInPlace, EntryButtons } from "./edit-in-place.tsx";
import { LostWords } from "./lost-words.tsx";
import { Stamped } from "./stamped.tsx";
import { tagIn, tagged, tags } from "./tags.ts";

/** Quick notes, each with the moment at which it was made. */
export function PrivateNotes() {
  const notes = useView(privateNotesOf);
  const known = useView((view) => view.items !== undefined);
  const [shown, handlers] = useHeldOrder(useMemo(() => [...notes].reverse(), [notes]));
  return (
    <div className="private__stack">
      <NewNote />
      <LostWords kind="private-note" there={notes} />
      {known && notes.length === 0 && (
        <div className="empty">
          <NotebookPen className="icon" aria-hidden />
          <p>A word is enough: each note keeps the moment and the phase, so that you find it again for the feedback.</p>
        </div>
      )}
      {notes.length > 0 && (
        <ul className="records" aria-label="Private notes" {...handlers}>
          {shown.map((note) => (
            <Note key={note.id} note={note} />
          ))}
        </ul>
      )}
    </div>
  );
}

function NewNote() {
  const command = useCommand();
  const limit = useView((view) => view.limits?.privateNoteLength);
  const [text, setText] = useNewText("new-private-note");
  const add = (words: string) => {
    if (words.trim() === "") return;
    command({ type: "private-note.add", id: newId(), text: words.trim().slice(0, limit) });
    announce("Note added");
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add(text);
  };
  return (
    <div className="new-note">
      <GrowingArea small label="New private note" placeholder="Note, then Enter" value={text} maxLength={limit} onChange={setText} onKeyDown={onKeyDown} />
      <div className="new-note__row" role="group" aria-label="Add with a tag">
        {tags.map((tag) => (
          <Button key={tag} small onPress={() => add(tagged(tag, text))}>
            {tag}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Note({ note }: { readonly note: PrivateNoteItem }) {
  const { session } = useRoom();
  const command = useCommand();
  const limit = useView((view) => view.limits?.privateNoteLength);
  const row = useRef<HTMLLIElement>(null);
  useHandOnFocus(row);
  const [edited, setEdited] = useState(false);
  const [draft, setDraft] = useDraft(keyOf(note));
  const conflict = useView((view) => view.conflicts.get(keyOf(note)));
  const { tag, rest } = tagIn(note.text);
  const edit = (rev: number, text: string) => command({ type: "private-note.edit", id: note.id, rev, text });
  return (
    <li className="record" ref={row}>
      <div className="record__line">
        <Stamped stamp={note.stamp} by={note.by} />
        {draft === undefined && conflict === undefined && (
          <EntryButtons
            what="note"
            focused={edited}
            onEdit={() => setDraft({ text: note.text, rev: note.rev })}
            onRemove={() => command({ type: "private-note.remove", id: note.id, rev: note.rev })}
          />
        )}
      </div>
      {conflict?.command.type === "private-note.edit" ? (
        <Versions
          mine={conflict.command.text}
          theirs={note.text}
          limit={limit}
          onChoose={(text) => {
            session?.settle(keyOf(note));
            if (text !== undefined) edit(note.rev, text);
          }}
        />
      ) : draft !== undefined ? (
        <EditInPlace
          lines
          label="Private note"
          draft={draft}
          limit={limit}
          onDraft={setDraft}
          onByKey={setEdited}
          onSave={({ text, rev }) => {
            setDraft(undefined);
            if (text.trim() !== "" && text !== note.text) edit(rev, text.trim());
          }}
        />
      ) : (
        <p className="record__text">
          {tag !== undefined && <span className={`chip${tag === "strong" ? " chip--private" : tag === "weak" ? " chip--warning" : ""}`}>{tag}</span>}
          {tag !== undefined && rest !== "" && " "}
          {rest}
        </p>
      )}
    </li>
  );
}
