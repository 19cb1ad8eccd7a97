import { Check, Copy, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Notice, Rescued } from "../../session/view.ts";
import { Button, IconButton } from "../../ui/controls.tsx";
import { copyText } from "../../ui/copy.ts";
import { useCommand, useRoom, useView } from "./context.tsx";

const shownMillis = 9000;

/** What went otherwise than the user meant, and words of theirs that are to be placed anew. */
export function Notices() {
  const notices = useView((view) => view.notices);
  const rescued = useView((view) => view.rescued);
  return (
    <section className="notices" aria-label="Notices">
      <div role="status">
        {notices.map((notice) => (
          <Note key={notice.id} notice={notice} />
        ))}
      </div>
      <div role="status">
        {rescued.map((words) => (
          <Words key={words.id} rescued={words} />
        ))}
      </div>
    </section>
  );
}

// One that offers something waits for an answer.
function Note({ notice: { id, tone, text, offer } }: { readonly notice: Notice }) {
  const { model } = useRoom();
  const command = useCommand();
  const waits = offer !== undefined;
  useEffect(() => {
    if (waits) return;
    const timer = setTimeout(() => model.dismiss(id), shownMillis);
    return () => clearTimeout(timer);
  }, [model, id, waits]);
  return (
    <div className="notice" data-tone={tone}>
      {tone === "warning" && <TriangleAlert className="icon" aria-hidden />}
      <div className="notice__text">
        <p>{text}</p>
        {offer !== undefined && (
          <Button
            small
            look="primary"
            onPress={() => {
              command(offer.command);
              model.dismiss(id);
            }}
          >
            {offer.name}
          </Button>
        )}
      </div>
      <IconButton small label="Dismiss" onPress={() => model.dismiss(id)}><X className="icon" aria-hidden /></IconButton>
    </div>
  );
}

// Stays until it is dismissed: nothing that was typed goes without its author's doing.
function Words({ rescued: { id, words, why } }: { readonly rescued: Rescued }) {
  const { model } = useRoom();
  const [copied, setCopied] = useState(false);
  return (
    <div className="notice notice--words" data-tone="warning">
      <div>
        <p><strong>Words of yours have no place any more.</strong> {why}</p>
        <blockquote>{words}</blockquote>
        <div className="notice__buttons">
          <Button small look="primary" onPress={() => void copyText(words).then(setCopied)}>
            {copied ? <Check className="icon" aria-hidden /> : <Copy className="icon" aria-hidden />}
            {copied ? "Copied" : "Copy them"}
          </Button>
          <Button small look="quiet" onPress={() => model.dismiss(id)}>I don't need them</Button>
        </div>
      </div>
    </div>
  );
}
