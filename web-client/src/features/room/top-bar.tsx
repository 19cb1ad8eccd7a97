import { CircleHelp, Ellipsis, ListOrdered, LogOut, Settings, Share2, Square } from "lucide-react";
import { useState } from "react";
import { Separator } from "react-aria-components";
import type { PhaseId } from "../../protocol/generated/types.ts";
import { Clock, ClockControls, Total } from "../clock/clock.tsx";
import { Stepper } from "../clock/stepper.tsx";
import { CoverageButton } from "../coverage/coverage-button.tsx";
import { useAddDataFlow } from "../flow/add-data-flow.tsx";
import { People } from "../people/people.tsx";
import { Action, ActionMenu, Button, Dialog, IconButton } from "../../ui/controls.tsx";
import { later } from "../../ui/later.tsx";
import { Mark } from "../../ui/mark.tsx";
import { ThemeButton } from "../../ui/theme-button.tsx";
import { ConnectionState } from "./connection-state.tsx";
import { roomOf, timerOf, useCommand, useRoom, useView } from "./context.tsx";
import { useColumns } from "./use-columns.ts";

const ShareDialog = later(() => import("./share.tsx").then(({ ShareDialog }) => ShareDialog));
const SettingsDialog = later(() => import("./settings.tsx").then(({ SettingsDialog }) => SettingsDialog));

export interface TopBarProps {
  readonly looked: PhaseId | undefined;
  readonly onLook: (phase: PhaseId) => void;
  readonly onShortcuts: () => void;
}

/** Title, people, how the page stands with the server, what else can be done; and below it the clock and the phases. */
export function TopBar({ looked, onLook, onShortcuts }: TopBarProps) {
  const title = useView((view) => roomOf(view)?.title);
  const columns = useColumns();
  return (
    <header className="top">
      <div className="top__row">
        <a className="top__home" href="/" aria-label="To the start page" target="_blank" rel="noopener">
          <Mark size={28} />
        </a>
        <h1 className="top__title" title={title}>{title ?? " "}</h1>
        <ConnectionState />
        <span className="top__space" />
        <People />
        {columns > 1 && <CoverageButton bar="top" onLook={onLook} />}
        <More onShortcuts={onShortcuts} />
      </div>
      <div className="top__row top__row--clock">
        <Clock />
        <ClockControls />
        <Stepper looked={looked} onLook={onLook} />
        <Total />
      </div>
    </header>
  );
}

function More({ onShortcuts }: { readonly onShortcuts: () => void }) {
  const { role } = useRoom();
  const command = useCommand();
  const [open, setOpen] = useState<"share" | "settings" | "end">();
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set()); // What is typed in a dialog stays while it is closed.
  const clock = useView((view) => timerOf(view)?.clock.state);
  const addDataFlow = useAddDataFlow();
  const close = () => setOpen(undefined);
  const openLater = (dialog: "share" | "settings") => {
    setWanted(new Set([...wanted, dialog]));
    setOpen(dialog);
  };
  return (
    <>
      <Button small aria-label="Share" onPress={() => openLater("share")}>
        <Share2 className="icon" aria-hidden /> <span className="top__label">Share</span>
      </Button>
      <ThemeButton />
      <ActionMenu label="More" button={<IconButton label="More"><Ellipsis className="icon" aria-hidden /></IconButton>}>
        <Action textValue="Settings" onAction={() => openLater("settings")}><Settings className="icon" aria-hidden /> Settings</Action>
        <Action textValue="Keyboard" hint="?" onAction={onShortcuts}><CircleHelp className="icon" aria-hidden /> Keyboard</Action>
        {addDataFlow !== undefined && (
          <Action textValue="Add the Data flow phase" onAction={() => command(addDataFlow)}><ListOrdered className="icon" aria-hidden /> Add the Data flow phase</Action>
        )}
        <Separator className="options__line" />
        {role === "interviewer" && (clock === "running" || clock === "paused") && (
          <Action textValue="End the interview" danger onAction={() => setOpen("end")}><Square className="icon" aria-hidden /> End the interview …</Action>
        )}
        <Action textValue="Leave" href="/"><LogOut className="icon" aria-hidden /> Leave</Action>
      </ActionMenu>
      {wanted.has("share") && <ShareDialog open={open === "share"} onClose={close} />}
      {wanted.has("settings") && <SettingsDialog open={open === "settings"} onClose={close} />}
      <Dialog
        title="End the interview?"
        open={open === "end"}
        onClose={close}
        buttons={
          <>
            <Button onPress={close}>Go on</Button>
            <Button
              look="primary"
              onPress={() => {
                command({ type: "interview.end" });
                close();
              }}
            >
              End it
            </Button>
          </>
        }
      >
        <p>The clock stops for good, and requirements, the design, notes and probes stand still. Private notes and bookmarks go on. It cannot be undone.</p>
      </Dialog>
    </>
  );
}
