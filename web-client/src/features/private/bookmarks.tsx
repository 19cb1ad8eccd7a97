import { Bookmark as BookmarkIcon } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { BookmarkItem } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { keyOf } from "../../sync/fold.ts";
import { announce } from "../../ui/announce.ts";
import { Button, TextInput } from "../../ui/controls.tsx";
import { useHandOnFocus } from "../../ui/focus.ts";
import { Versions } from "../../ui/versions.tsx";
import { bookmarksOf, useCommand, useRoom, useView } from "../room/context.tsx";
import { useDraft, useNewText } from "../probes/drafts.ts";
import { useHeldOrder } from "../probes/held-order.ts";
import { EditInPlace, EntryButtons } from "./edit-in-place.tsx";
import { LostWords } from "./lost-words.tsx";
import { Stamped } from "./stamped.tsx";

/** Marks in time, to come back to afterwards. */
export function Bookmarks() {
  const bookmarks = useView(bookmarksOf);
  const known = useView((view) => view.items !== undefined);
  const [shown, handlers] = useHeldOrder(useMemo(() => [...bookmarks].reverse(), [bookmarks]));
  return (
    <div className="private__stack">
      <NewBookmark />
      <LostWords kind="bookmark" there={bookmarks} />
      {known && bookmarks.length === 0 && (
        <div className="empty">
          <BookmarkIcon className="icon" aria-hidden />
          <p>One press marks this moment for the feedback and the replay. A label can wait.</p>
        </div>
      )}
      {bookmarks.length > 0 && (
        <ul className="records" aria-label="Bookmarks" {...handlers}>
          {shown.map((bookmark) => (
            <Bookmark key={bookmark.id} bookmark={bookmark} />
          ))}
        </ul>
      )}
    </div>
  );
}

function NewBookmark() {
  const command = useCommand();
  const limit = useView((view) => view.limits?.labelLength);
  const [label, setLabel] = useNewText("new-bookmark");
  const add = () => {
    command({ type: "bookmark.add", id: newId(), ...(label.trim() === "" ? {} : { label: label.trim() }) });
    announce("Moment bookmarked");
    setLabel("");
  };
  const onKeyDown = (event: Pick<KeyboardEvent, "key" | "preventDefault">) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  };
  return (
    <div className="new-bookmark">
      <Button look="primary" onPress={add}>
        <BookmarkIcon className="icon" aria-hidden />
        Bookmark this moment
      </Button>
      <TextInput
        small
        label="Label of the bookmark"
        hideLabel
        placeholder="Label, if you want one"
        value={label}
        onChange={setLabel}
        onKeyDown={onKeyDown}
        {...(limit === undefined ? {} : { maxLength: limit })}
      />
    </div>
  );
}

function Bookmark({ bookmark }: { readonly bookmark: BookmarkItem }) {
  const { session } = useRoom();
  const command = useCommand();
  const limit = useView((view) => view.limits?.labelLength);
  const row = useRef<HTMLLIElement>(null);
  useHandOnFocus(row);
  const [edited, setEdited] = useState(false);
  const [draft, setDraft] = useDraft(keyOf(bookmark));
  const conflict = useView((view) => view.conflicts.get(keyOf(bookmark)));
  const { id, rev, label } = bookmark;
  const edit = (from: number, text: string) => command({ type: "bookmark.edit", id, rev: from, ...(text.trim() === "" ? {} : { label: text.trim() }) });
  return (
    <li className="record" ref={row}>
      <div className="record__line">
        <Stamped stamp={bookmark.stamp} by={bookmark.by} />
        {draft === undefined && conflict === undefined && <EntryButtons what="bookmark" focused={edited} onEdit={() => setDraft({ text: label ?? "", rev })} onRemove={() => command({ type: "bookmark.remove", id, rev })} />}
      </div>
      {conflict?.command.type === "bookmark.edit" ? (
        <Versions
          mine={conflict.command.label ?? ""}
          theirs={label ?? ""}
          limit={limit}
          onChoose={(text) => {
            session?.settle(keyOf(bookmark));
            if (text !== undefined) edit(rev, text.replace(/\n/g, "; "));
          }}
        />
      ) : draft !== undefined ? (
        <EditInPlace
          lines={false}
          label="Label of the bookmark"
          draft={draft}
          limit={limit}
          onDraft={setDraft}
          onByKey={setEdited}
          onSave={(saved) => {
            setDraft(undefined);
            if (saved.text.trim() !== (label ?? "")) edit(saved.rev, saved.text);
          }}
        />
      ) : (
        label !== undefined && <p className="record__text">{label}</p>
      )}
    </li>
  );
}
