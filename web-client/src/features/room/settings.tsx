import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Button, Dialog, TextInput } from "../../ui/controls.tsx";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";
import { rememberName } from "../entry/stored.ts";
import { titleOf } from "../home/new-room.ts";
import { participantOf, useCommand, useRoom, useView } from "./context.tsx";
import { DeleteRoom } from "./delete-room.tsx";
import { PhasesPart, ProblemPart, RoomPart, useRoomEdits } from "./room-parts.tsx";
import { type Edited, useEdited } from "./use-edited.ts";
import "./dialogs.css";

export interface SettingsDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What can be set: oneself, and for interviewers the room. What is typed and not saved stays while the dialog is closed. */
export function SettingsDialog({ open, onClose }: SettingsDialogProps) {
  const { role } = useRoom();
  const name = useOwnName();
  const edits = useRoomEdits();
  const [tab, setTab] = useState("you");
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <Dialog title="Settings" open={open} onClose={onClose} width="38rem" buttons={<Button onPress={onClose}>Close</Button>}>
        {role !== "interviewer" ? (
          <YouPart name={name} />
        ) : (
          <Tabs className="tabs settings" selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
            <TabList className="tabs__list" aria-label="Settings">
              <Tab id="you" className="tabs__tab">You</Tab>
              <Tab id="room" className="tabs__tab">Room</Tab>
              <Tab id="problem" className="tabs__tab">Problem</Tab>
              <Tab id="phases" className="tabs__tab">Phases</Tab>
            </TabList>
            <TabPanel id="you" className="tabs__panel">
              <YouPart name={name} />
            </TabPanel>
            <TabPanel id="room" className="tabs__panel">
              <RoomPart edits={edits} onDelete={() => setDeleting(true)} />
            </TabPanel>
            <TabPanel id="problem" className="tabs__panel">
              <ProblemPart edits={edits} />
            </TabPanel>
            <TabPanel id="phases" className="tabs__panel">
              <PhasesPart edits={edits} />
            </TabPanel>
          </Tabs>
        )}
      </Dialog>
      <DeleteRoom open={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}

function useOwnName(): Edited<string> {
  const current = useView((view) => (view.me === undefined ? undefined : participantOf(view, view.me)?.name)) ?? "";
  return useEdited(current, (value, other) => titleOf(value) === other);
}

const nameLength = 60; // LM1

function YouPart({ name }: { readonly name: Edited<string> }) {
  const { id, role, session } = useRoom();
  const command = useCommand();
  const chosen = titleOf(name.value);
  const problem = chosen === "" ? "A name is needed, so that the others know who is here." : undefined;
  const save = () => {
    rememberName(id, role, chosen);
    command({ type: "participant.rename", name: chosen });
    name.sent();
  };
  return (
    <section className="part">
      {session !== undefined && (
        <form
          className="part__line"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (name.changed && problem === undefined) save();
          }}
        >
          <TextInput label="Your name" value={name.value} onChange={name.edit} error={problem} maxLength={nameLength} autoComplete="nickname" />
          <Button type="submit" isDisabled={!name.changed || problem !== undefined}>Rename</Button>
        </form>
      )}
      <ThemeSwitch />
    </section>
  );
}
