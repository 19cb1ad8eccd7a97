import { ChevronRight, CircleCheck } from "lucide-react";
import { useId, useState } from "react";
import { goTo } from "../room/go-to.ts";
import { useColumns } from "../room/use-columns.ts";
import type { Open } from "./sections.ts";

export interface WhatIsOpenProps {
  readonly open: Open;
  /** Whether there is anything that could be open. */
  readonly any: boolean;
}

/** All that the design still owes an answer to, at a glance; each leads to its place. */
export function WhatIsOpen({ open: { unmet, edgeCases, bottlenecks, unanswered }, any }: WhatIsOpenProps) {
  const title = useId();
  const columns = useColumns();
  const [chosen, setUnfolded] = useState<boolean>();
  const unfolded = chosen ?? columns > 1; // On a phone the deep dives themselves are in sight first.
  const groups: readonly Group[] = [
    { name: "Not met yet", links: unmet.map(({ id, content }) => ({ id, text: content.text, to: `#dive-${id}` })) },
    { name: "Edge cases", links: edgeCases.map(({ id, content }) => ({ id, text: content.text, to: `[data-id="${id}"]` })) },
    { name: "Bottlenecks", links: bottlenecks.map(({ id, content }) => ({ id, text: content.text, to: `[data-id="${id}"]` })) },
    { name: "Unanswered probes", links: unanswered.map(({ id, content }) => ({ id, text: content.question, to: `#probe-${id}` })) },
  ];
  const count = groups.reduce((sum, { links }) => sum + links.length, 0);
  if (!any) return null;
  return (
    <section className="open" aria-labelledby={title}>
      <div className="open__head">
        <h2 id={title}>
          {count === 0 ? (
            "What is open"
          ) : (
            <button type="button" className="open__toggle" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
              <ChevronRight className="icon open__mark" aria-hidden />
              What is open <span className="badge">{count}</span>
            </button>
          )}
        </h2>
        {count > 0 && !unfolded && <p className="open__counts">{groups.flatMap(({ name, links }) => (links.length > 0 ? [`${name} ${links.length}`] : [])).join(" · ")}</p>}
      </div>
      {count === 0 ? (
        <p className="open__nothing">
          <CircleCheck className="icon" aria-hidden />
          Nothing: all that is written down here is met, handled or answered.
        </p>
      ) : (
        unfolded && <div className="open__groups">{groups.map((group) => group.links.length > 0 && <GroupOf key={group.name} group={group} />)}</div>
      )}
    </section>
  );
}

interface Group {
  readonly name: string;
  readonly links: readonly { readonly id: string; readonly text: string; readonly to: string }[];
}

function GroupOf({ group: { name, links } }: { readonly group: Group }) {
  const title = useId();
  return (
    <div className="open__group">
      <h3 id={title} className="open__name">
        {name} <span className="badge">{links.length}</span>
      </h3>
      <ul aria-labelledby={title}>
        {links.map(({ id, text, to }) => (
          <li key={id}>
            <button type="button" className="open__link" title={text} onClick={() => goTo(to)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
