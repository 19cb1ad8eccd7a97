import { useState } from "react";
import type { LinkItem, Role } from "../../protocol/generated/types.ts";
import { item } from "../../sync/predict.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Button, Dialog } from "../../ui/controls.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { RoleLink } from "../links/role-link.tsx";
import { invitation, roles } from "../links/roles.ts";
import { type RoomLinks, useLinks } from "../links/use-links.ts";
import { roomOf, useRoom, useView } from "./context.tsx";
import { GallerySwitch } from "./gallery-switch.tsx";
import "./dialogs.css";

/** Who may come into the room, and by which links. */
export function ShareDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { role } = useRoom();
  return (
    <Dialog title="Share this room" open={open} onClose={onClose} width="34rem" buttons={<Button onPress={onClose}>Close</Button>}>
      {role === "interviewer" ? <ManagedLinks /> : <p>The interviewers of this room have its links and can share them. Ask one of them.</p>}
      {role !== "spectator" && (
        <section className="part">
          <h3 className="part__title">Gallery</h3>
          <GallerySwitch />
        </section>
      )}
    </Dialog>
  );
}

type Step = { readonly role: Role; readonly kind: "replace" | "withdraw" };

function ManagedLinks() {
  const managed = useLinks();
  const title = useView((view) => roomOf(view)?.title ?? "");
  const [step, setStep] = useState<Step>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const several = Object.keys(managed.links).length > 1;

  const go = async ({ role, kind }: Step) => {
    setBusy(true);
    setProblem(await managed[kind](role));
    setBusy(false);
    setStep(undefined);
  };
  return (
    <>
      <ul className="role-links">
        {roles.map(({ role }) => (
          <ManagedLink key={role} role={role} links={managed.links} onAsk={(kind) => setStep({ role, kind })} />
        ))}
      </ul>
      <p className="part__problem" role="alert">{problem}</p>
      {several && (
        <div>
          <CopyButton text={invitation(title, managed.links)} label="Copy all" what="all links that are shown, as a message" />
        </div>
      )}
      <Confirm
        title={step === undefined ? "" : questions[step.kind](step.role)}
        open={step !== undefined}
        action={step?.kind === "withdraw" ? "Withdraw it" : "Replace it"}
        danger={step?.kind === "withdraw"}
        busy={busy}
        onConfirm={() => step && void go(step)}
        onClose={() => setStep(undefined)}
      >
        <p>{step === undefined ? "" : consequences[step.kind][step.role]}</p>
      </Confirm>
    </>
  );
}

interface ManagedLinkProps extends Pick<RoomLinks, "links"> {
  readonly role: Role;
  readonly onAsk: (kind: Step["kind"]) => void;
}

function ManagedLink({ role, links, onAsk }: ManagedLinkProps) {
  const withdrawn = useView((view) => view.items && item<LinkItem>(view.items, "link", role)?.active === false) ?? false;
  const link = withdrawn ? undefined : links[role];
  const missing = withdrawn
    ? "Withdrawn: nobody comes in by it."
    : "This browser does not know it, and the server keeps no copy. Replace it to get one that you can share.";
  const replace = withdrawn ? "Make a new link" : "Replace this link";
  return (
    <RoleLink role={role} link={link} missing={missing}>
      <Button small look="quiet" aria-label={`${replace}: ${role}`} onPress={() => onAsk("replace")}>
        {replace}
      </Button>
      {!withdrawn && (
        <Button small look="quiet" aria-label={`Withdraw: ${role}`} onPress={() => onAsk("withdraw")}>
          Withdraw
        </Button>
      )}
    </RoleLink>
  );
}

const questions = {
  replace: (role: Role) => `Replace the ${role} link?`,
  withdraw: (role: Role) => `Withdraw the ${role} link?`,
};

const consequences: Readonly<Record<Step["kind"], Readonly<Record<Role, string>>>> = {
  replace: {
    interviewer: "Every interviewer who came by the old link is out within a second and needs the new one. This page goes on with the new one by itself.",
    candidate: "The candidate is out within a second and needs the new link to come back. What they wrote stays.",
    spectator: "Everybody who watches is out within a second and needs the new link to come back.",
  },
  withdraw: {
    interviewer:
      "Every interviewer is out within a second, you too, and for good: nobody can run this room, make new links or delete it any more. Replace the link instead if you only want others out.",
    candidate: "The candidate is out within a second, and nobody comes in as a candidate until you make a new link. What they wrote stays.",
    spectator: "Everybody who watches is out within a second, and nobody can watch until you make a new link.",
  },
};
