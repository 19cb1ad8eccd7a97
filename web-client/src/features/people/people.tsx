import { Eye, EyeOff } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { Focusable, TooltipTrigger } from "react-aria-components";
import type { ParticipantItem } from "../../protocol/generated/types.ts";
import { Tip } from "../../ui/controls.tsx";
import { frameworkOf, peopleOf, roomOf, useView } from "../room/context.tsx";
import { phaseName } from "../clock/time.ts";
import "./people.css";

/** The hue of a participant's colour, in degrees; that of nobody yet while the event that tells of them is still to come. */
export function hueOf(person: ParticipantItem | undefined): number {
  return ((person?.color ?? 5) * 150 + 150) % 360; // Neighbours in the list are far apart on the wheel.
}

/** A participant as a circle with initials. */
export const Avatar = memo(function Avatar({ person }: { readonly person: ParticipantItem | undefined }) {
  return (
    <span className="avatar" style={{ "--hue": hueOf(person) } as CSSProperties} aria-hidden>
      {initials(person?.name ?? "?")}
    </span>
  );
});

/** Who takes part and is here now, each once, and how many watch. */
export function People() {
  const presence = useView((view) => view.presence);
  const me = useView((view) => view.me);
  const people = useView(peopleOf);
  const framework = useView(frameworkOf);
  const tabs = presence?.people ?? [];
  const ids = [...new Set(tabs.map(({ participant }) => participant))];
  return (
    <ul className="people" aria-label="People here">
      {ids.map((id) => {
        const person = people.get(id);
        const own = tabs.filter(({ participant }) => participant === id);
        const phases = [...new Set(own.flatMap(({ phase }) => (phase === undefined ? [] : [phaseName(framework, phase)])))];
        const name = person?.name ?? "Somebody";
        const more = own.length > 1 ? `, in ${own.length} tabs` : "";
        const label = `${name}${id === me ? " (you)" : ""}, ${person?.role ?? "joining"}${more}${phases.length > 0 ? `, looks at ${phases.join(" and ")}` : ""}`;
        return (
          <li key={id}>
            <TooltipTrigger delay={200}>
              <Focusable>
                <span role="img" aria-label={label} tabIndex={0} className="people__person" data-tabs={own.length > 1 ? own.length : undefined}>
                  <Avatar person={person} />
                </span>
              </Focusable>
              <Tip>{label}</Tip>
            </TooltipTrigger>
          </li>
        );
      })}
      <li>
        <Watching />
      </li>
    </ul>
  );
}

/** How many watch; always to be seen. */
export function Watching() {
  const count = useView((view) => view.presence?.spectators);
  const allowed = useView((view) => roomOf(view)?.spectators ?? true);
  const text = !allowed ? "Nobody may watch" : count === undefined ? "How many watch is not known just now" : `${count} ${count === 1 ? "person watches" : "people watch"}`;
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <span role="img" aria-label={text} tabIndex={0} className="people__watching">
          {allowed ? <Eye className="icon" aria-hidden /> : <EyeOff className="icon" aria-hidden />}
          <span>{allowed ? (count ?? "–") : "off"}</span>
        </span>
      </Focusable>
      <Tip>{text}</Tip>
    </TooltipTrigger>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}
