import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./controls.tsx";
import { copyText } from "./copy.ts";
import "./copy-button.css";

export interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
  /** What is copied, for those who do not see what stands beside it. */
  readonly what: string;
  readonly small?: boolean;
}

type Outcome = "none" | "copied" | "failed";

const shownMillis = 2500;

/** Copies a text, says whether it could, and keeps its size while it does. */
export function CopyButton({ text, label = "Copy", what, small = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>("none");
  useEffect(() => {
    if (outcome === "none") return;
    const timer = setTimeout(() => setOutcome("none"), shownMillis);
    return () => clearTimeout(timer);
  }, [outcome]);
  const texts: Readonly<Record<Outcome, string>> = { none: label, copied: "Copied", failed: "Failed" };
  return (
    <>
      <Button small={small} aria-label={`${texts[outcome]}: ${what}`} onPress={() => void copyText(text).then((copied) => setOutcome(copied ? "copied" : "failed"))}>
        <span className="copy" data-outcome={outcome}>
          <span><Copy className="icon" aria-hidden />{texts.none}</span>
          <span><Check className="icon" aria-hidden />{texts.copied}</span>
          <span><X className="icon" aria-hidden />{texts.failed}</span>
        </span>
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === "copied" ? `Copied: ${what}` : outcome === "failed" ? "The browser did not allow to copy. Select the text and copy it yourself." : ""}
      </span>
    </>
  );
}
