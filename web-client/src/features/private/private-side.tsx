import { EyeOff } from "lucide-react";
import { Suspense, lazy } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Typing } from "../people/typing.tsx";
import { bookmarksOf, plansOf, privateNotesOf, useView } from "../room/context.tsx";
import { Bookmarks } from "./bookmarks.tsx";
import { useRoomGuide } from "./guide.ts";
import { PrivateNotes } from "./private-notes.tsx";
import { ProbesTab } from "./probes-tab.tsx";
import "./private.css";

const NotesEditor = lazy(() => import("../notes/notes-editor.tsx"));

/** What interviewers alone have: probes to ask, notes, marks in time, and a pad that they share. The server sends none of it to anybody else. */
export function PrivateSide() {
  const guide = useRoomGuide();
  const queued = useView((view) => plansOf(view).filter(({ state }) => state === "queued").length);
  const notes = useView((view) => privateNotesOf(view).length);
  const bookmarks = useView((view) => bookmarksOf(view).length);
  return (
    <div className="private">
      <p className="private__line">
        <EyeOff className="icon" aria-hidden />
        Only interviewers see this
      </p>
      <Tabs className="tabs private__tabs">
        <TabList className="tabs__list private__list" aria-label="Interviewers' side">
          <PrivateTab id="probes" name="Probes" count={queued} counted="queued" />
          <PrivateTab id="notes" name="Notes" count={notes} />
          <PrivateTab id="bookmarks" name="Bookmarks" count={bookmarks} />
          <PrivateTab id="pad" name="Pad" count={0} />
        </TabList>
        <TabPanel id="probes" className="tabs__panel private__panel">
          <ProbesTab guide={guide} />
        </TabPanel>
        <TabPanel id="notes" className="tabs__panel private__panel">
          <PrivateNotes />
        </TabPanel>
        <TabPanel id="bookmarks" className="tabs__panel private__panel">
          <Bookmarks />
        </TabPanel>
        <TabPanel id="pad" className="tabs__panel private__pad notes">
          <Typing place="private" />
          <Suspense fallback={<div className="notes__editor" />}>
            <NotesEditor doc="private" label="Interviewers' pad" placeholder="A pad that interviewers share: questions, signals, what to come back to." />
          </Suspense>
        </TabPanel>
      </Tabs>
    </div>
  );
}

function PrivateTab({ id, name, count, counted }: { readonly id: string; readonly name: string; readonly count: number; readonly counted?: string }) {
  return (
    <Tab id={id} className="tabs__tab">
      {name}
      {count > 0 && (
        <span className="badge">
          {count}
          {counted !== undefined && <span className="visually-hidden"> {counted}</span>}
        </span>
      )}
    </Tab>
  );
}
