import { SearchX } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { ToggleButton } from "react-aria-components";
import type { Concept, GuideId, GuideProbe, HttpGuide, HttpRoomGuide, ItemId, PhaseId } from "../../protocol/generated/types.ts";
import { announce } from "../../ui/announce.ts";
import { Button, Select, TextInput } from "../../ui/controls.tsx";
import { presentPhase } from "../clock/time.ts";
import { Segments } from "../../ui/segments.tsx";
import { useProblem } from "../room/choose-problem.tsx";
import { frameworkOf, isFrozen, plansOf, probesOf, timerOf, useCommand, useView } from "../room/context.tsx";
import { concepts, usePhaseName, useTimeLabel } from "../probes/labels.ts";
import { type Use, searchBank, suggestedFor, usesOf } from "./bank.ts";
import { ConceptChip } from "./concept-chip.tsx";
import { Disclosed } from "./disclosed.tsx";
import type { Guide } from "./guide.ts";
import { ProbeKey } from "./probe-key.tsx";
import { WhyNoPush, useCanPush, useQueueing } from "./pushing.tsx";

/** The guide's probes to choose from. */
export function Bank({ guide }: { readonly guide: Guide }) {
  switch (guide.status) {
    case "loading":
      return <p className="private__quiet">Fetching the bank …</p>;
    case "missing":
      return (
        <div className="private__quiet private__missing">
          <p>The bank of probes is not to be had just now. Your own probes work all the same.</p>
          <Button small onPress={guide.retry}>
            Try again
          </Button>
        </div>
      );
    case "there":
      return <Search bank={guide.room} shared={guide.shared} />;
  }
}

const any = "any";
const now = "now";

function Search({ bank, shared }: { readonly bank: HttpRoomGuide; readonly shared: HttpGuide }) {
  const plans = useView(plansOf);
  const framework = useView(frameworkOf);
  const phaseName = usePhaseName();
  // A phase for which the bank has nothing, as the introduction, narrows nothing.
  const clockAt = presentPhase(useView(timerOf));
  const present = bank.probes.some((probe) => clockAt !== undefined && probe.phases.includes(clockAt)) ? clockAt : undefined;
  const problem = useProblem()?.guide;
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<PhaseId>();
  const [concept, setConcept] = useState<Concept | typeof any>(any);
  const [unasked, setUnasked] = useState(false);
  const [part, setPart] = useState<"suggested" | "all">("suggested");
  const suggested = useMemo(() => suggestedFor(bank, problem), [bank, problem]);
  const uses = useMemo(() => usesOf(plans), [plans]);
  const narrowed = suggested.size > 0 && part === "suggested";
  const phase = chosen ?? (narrowed || present === undefined ? any : now); // What suits the problem is little enough to be seen whole.
  const wanted = phase === now ? present : phase === any ? undefined : phase;
  const found = searchBank(bank.probes, { words, phase: wanted, concept: concept === any ? undefined : concept, unasked, suggested: narrowed }, uses, suggested);
  const phases = [
    ...(present === undefined ? [] : [{ id: now, name: `Now: ${phaseName(present)}` }]),
    { id: any, name: "Any phase" },
    ...(framework?.phases ?? []),
  ];
  return (
    <>
      <ProblemKey bank={bank} shared={shared} problem={problem} />
      <div className="private__filters" role="search" aria-label="Bank of probes">
        {suggested.size > 0 && (
          <Segments
            label="Which probes"
            hideLabel
            value={part}
            onChange={setPart}
            segments={[{ id: "suggested", name: `For this problem (${suggested.size})` }, { id: "all", name: "Whole bank" }]}
          />
        )}
        <TextInput small type="search" label="Search the bank" hideLabel placeholder="Search the bank" value={words} onChange={setWords} />
        <div className="private__pair">
          <Select small label="Phase" hideLabel value={phase === now && present === undefined ? any : phase} onChange={setChosen} choices={phases} />
          <Select small label="Concept" hideLabel value={concept} onChange={setConcept} choices={[{ id: any, name: "Any concept" }, ...concepts]} />
        </div>
        <div className="private__found">
          <p className="quiet" role="status">{`${found.length} of ${bank.probes.length} probes`}</p>
          <ToggleButton className="button button--small" isSelected={unasked} onChange={setUnasked}>
            Not asked yet
          </ToggleButton>
        </div>
      </div>
      <WhyNoPush />
      {found.length === 0 ? (
        <div className="empty">
          <SearchX className="icon" aria-hidden />
          <p>Nothing in the bank is like that.</p>
          {wanted !== undefined && (
            <Button small onPress={() => setChosen(any)}>
              Look in all phases
            </Button>
          )}
          {narrowed && (
            <Button small onPress={() => setPart("all")}>
              Look in the whole bank
            </Button>
          )}
        </div>
      ) : (
        <ul className="records">
          {found.map((entry) => (
            <Entry key={entry.id} entry={entry} concepts={shared.concepts} use={uses.get(entry.id)} made={!narrowed && suggested.has(entry.id)} phase={wanted} />
          ))}
        </ul>
      )}
    </>
  );
}

function ProblemKey({ bank, shared, problem }: { readonly bank: HttpRoomGuide; readonly shared: HttpGuide; readonly problem: GuideId | undefined }) {
  const key = bank.problems.find(({ id }) => id === problem);
  const title = shared.problems.find(({ id }) => id === problem)?.title;
  if (key === undefined || title === undefined) return null;
  return (
    <div className="problem-key">
      <Disclosed name={`${title}: what a good design has`}>
        <ul className="key__points key" aria-label="Expected points">
          {key.expected.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </Disclosed>
    </div>
  );
}

interface EntryProps {
  readonly entry: GuideProbe;
  readonly concepts: HttpGuide["concepts"];
  readonly use: Use | undefined;
  /** To be told apart as one for the room's problem. */
  readonly made: boolean;
  /** The phase that is looked at, if it is one. */
  readonly phase: PhaseId | undefined;
}

function Entry({ entry, concepts: cards, use, made, phase }: EntryProps) {
  const plans = useView(plansOf);
  return (
    <li className="record">
      <p className="record__question">{entry.question}</p>
      <div className="record__chips">
        <ConceptChip concept={entry.concept} cards={cards} />
        {made && <span className="chip chip--private">For this problem</span>}
      </div>
      <Disclosed name="Key" beside={<EntryActions entry={entry} use={use} phase={phase} />}>
        <ProbeKey entry={entry} plan={use && plans.find(({ id }) => id === use.plan)} />
      </Disclosed>
    </li>
  );
}

function EntryActions({ entry, use, phase }: Omit<EntryProps, "made" | "concepts">): ReactNode {
  const command = useCommand();
  const frozen = useView(isFrozen);
  const canPush = useCanPush();
  const queue = useQueueing();
  const present = presentPhase(useView(timerOf));
  const about = [phase, present, entry.phases.length === 1 ? entry.phases[0] : undefined].find((one) => one !== undefined && entry.phases.includes(one));
  const content = { question: entry.question, concept: entry.concept, ...(about === undefined ? {} : { phase: about }) };
  if (use?.state === "pushed") return <AskedAt probe={use.plan} />;
  if (frozen) return null;
  const push = () => {
    if (use === undefined) return queue(content, entry.id, true);
    command({ type: "probe.push", id: use.plan });
    announce("Pushed to everybody");
  };
  return (
    <>
      {use === undefined ? (
        <Button small onPress={() => queue(content, entry.id, false)}>
          Queue
        </Button>
      ) : (
        <span className="record__state">In the queue</span>
      )}
      <Button small look="primary" isDisabled={!canPush} onPress={push}>
        Push now
      </Button>
    </>
  );
}

function AskedAt({ probe }: { readonly probe: ItemId }) {
  const pushed = useView((view) => probesOf(view).find(({ id }) => id === probe)?.pushed);
  const timeLabel = useTimeLabel();
  return <span className="record__state">{pushed === undefined ? "Asked" : `Asked at ${timeLabel(pushed)}`}</span>;
}
