import { type ReactNode, useId } from "react";
import { joinVersions } from "../sync/join.ts";
import { Button } from "./controls.tsx";
import { copyText } from "./copy.ts";
import "./versions.css";

export interface VersionsProps {
  readonly mine: string;
  readonly theirs: string;
  /** How long a text may be here; both joined may be longer. */
  readonly limit?: number | undefined;
  /** The text that shall stand; undefined for theirs, which does already. */
  readonly onChoose: (text: string | undefined) => void;
}

/** Two versions of a text, as somebody else was faster than the user, and what may be done about it. */
export function Versions({ mine, theirs, limit = Infinity, onChoose }: VersionsProps) {
  const title = useId();
  const joined = joinVersions(mine, theirs);
  return (
    <div className="versions" role="group" aria-labelledby={title}>
      <p className="versions__title" id={title} role="alert">
        Somebody else saved this while you were writing. Nothing is lost: choose what stays.
      </p>
      <div className="versions__sides">
        <Side name="Yours" text={mine} />
        <Side name="Theirs" text={theirs} />
      </div>
      <div className="versions__buttons">
        <Button small look="primary" onPress={() => onChoose(joined)} isDisabled={joined.length > limit}>
          Join both
        </Button>
        <Button small onPress={() => onChoose(mine)}>
          Keep mine
        </Button>
        <Button small onPress={() => onChoose(undefined)}>
          Take theirs
        </Button>
      </div>
    </div>
  );
}

export interface UnplacedProps {
  readonly why: string;
  readonly words: string;
  readonly onDismiss: () => void;
  /** What else may be done with the words. */
  readonly children?: ReactNode;
}

/** Words of the user for which there is no place any more. */
export function Unplaced({ why, words, onDismiss, children }: UnplacedProps) {
  const title = useId();
  return (
    <div className="versions" role="group" aria-labelledby={title}>
      <p className="versions__title" id={title} role="alert">
        {why}
      </p>
      <Side name="Your words" text={words} />
      <div className="versions__buttons">
        {children}
        <Button small onPress={() => void copyText(words)}>
          Copy
        </Button>
        <Button small look="quiet" onPress={onDismiss}>
          Let them go
        </Button>
      </div>
    </div>
  );
}

function Side({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div className="versions__side">
      <p className="versions__name">{name}</p>
      <p className="versions__text">{text === "" ? <em className="quiet">Nothing</em> : text}</p>
    </div>
  );
}
