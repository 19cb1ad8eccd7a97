import { EyeOff } from "lucide-react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { bookmarksOf, plansOf, privateNotesOf, useView } from "../room/context.tsx";
import { Bookmarks } from "./bookmarks.tsx";
import { useRoomGuide } from "./guide.ts";
import { PrivateNotes } from "./private-notes.tsx";
import { ProbesTab } from "./probes-tab.tsx";
import "./private.css";

/** What interviewers alone have: probes to ask, notes, and marks in time. The server sends none of it to anybody else. */
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
