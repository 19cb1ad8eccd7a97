import { useState } from "react";
import { Refused, api } from "../../net/api.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { forgetRoom } from "../entry/stored.ts";
import { roomOf, useRoom, useView } from "./context.tsx";

/** Asks, and takes the room away for everybody (RM7). */
export function DeleteRoom({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { id, token } = useRoom();
  const title = useView((view) => roomOf(view)?.title ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const remove = () => {
    setBusy(true);
    api.deleteRoom(id, token).then(
      () => {
        forgetRoom(id);
        location.assign("/");
      },
      (refusal: unknown) => {
        setBusy(false);
        setProblem(refusal instanceof Refused ? `The server did not delete it (${refusal.problem.detail}).` : "The server did not answer. Try again in a moment.");
      },
    );
  };
  return (
    <Confirm title={`Delete “${title}”?`} open={open} action="Delete the room" danger busy={busy} onConfirm={remove} onClose={onClose}>
      <p>Everybody in it is sent out, you too, and its notes, requirements and probes are gone for good. Nobody can bring them back.</p>
      <p className="part__problem" role="alert">{problem}</p>
    </Confirm>
  );
}
