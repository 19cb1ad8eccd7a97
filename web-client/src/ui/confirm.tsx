import type { ReactNode } from "react";
import { Button, Dialog } from "./controls.tsx";

export interface ConfirmProps {
  readonly title: string;
  readonly open: boolean;
  /** What the button does that goes on. */
  readonly action: string;
  readonly danger?: boolean;
  /** It is being done. */
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What will be after it. */
  readonly children: ReactNode;
}

/** Asks before something is done that can't be undone. */
export function Confirm({ title, open, action, danger = false, busy = false, onConfirm, onClose, children }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      width="26rem"
      buttons={
        <>
          <Button onPress={onClose} autoFocus>Cancel</Button>
          <Button look={danger ? "danger" : "primary"} isDisabled={busy} onPress={onConfirm}>{action}</Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
