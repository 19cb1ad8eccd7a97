import { createContext, useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type {
  BookmarkItem, Command, DiveItem, ElementItem, EndpointItem, EntityItem, FindingItem, FrameworkItem, Item, ParticipantItem, PrivateNoteItem, ProbeItem,
  ProbePlanItem, ProblemDraftItem, ProblemItem, RequirementItem, Role, RoomId, RoomItem, StepItem, TimerItem, WalkItem,
} from "../../protocol/generated/types.ts";
import type { RoomModel } from "../../session/model.ts";
import type { RoomSession } from "../../session/room-session.ts";
import type { RoomView } from "../../session/view.ts";
import { compare } from "../../sync/fold.ts";
import { type Items, byOrder, item, itemsOf } from "../../sync/predict.ts";

/** The room that a page is in. `session` is there for those who take part; who watches has none. */
export interface Room {
  readonly id: RoomId;
  readonly token: string;
  readonly role: Role;
  readonly model: RoomModel;
  readonly session: RoomSession | undefined;
}

const RoomContext = createContext<Room | undefined>(undefined);

export const RoomProvider = RoomContext.Provider;

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (room === undefined) throw new Error("room: none (expected: a component inside a RoomProvider)");
  return room;
}

/** A part of what is known of the room. The selector must give the same object as long as nothing changed. */
export function useView<T>(selector: (view: RoomView) => T): T {
  const { model } = useRoom();
  return useSyncExternalStore(
    useCallback((listener) => model.subscribe(listener), [model]),
    () => selector(model.view),
  );
}

/** Sends a command; does nothing for who watches. */
export function useCommand(): (command: Command) => void {
  const { session } = useRoom();
  return useCallback((command) => session?.command(command), [session]);
}

/** Whether the user may write what everybody shares: until the interview has ended, and never who watches. */
export function useMayWrite(): boolean {
  const { session } = useRoom();
  const frozen = useView(isFrozen);
  return session !== undefined && !frozen;
}

/** Runs `compute` on the server's time again and again, and draws anew when its result, a plain value, changed (CK4, CK5). */
export function useServerTime<T extends string | number | boolean | undefined>(compute: (now: number) => T): T | undefined {
  const offset = useView((view) => view.offset?.offset);
  const latest = useRef(compute);
  latest.current = compute;
  const read = () => (offset === undefined ? undefined : latest.current(performance.now() + offset));
  const [value, setValue] = useState(read);
  useEffect(() => {
    const tick = () => setValue(read());
    tick();
    return everyTick(tick);
  }, [offset]);
  return value;
}

const tickMillis = 60; // Two pages show a second at most this far apart, beside what their offsets are wrong by.
const ticking = new Set<() => void>();
let ticker: ReturnType<typeof setInterval> | undefined;

function everyTick(tick: () => void): () => void {
  ticking.add(tick);
  ticker ??= setInterval(() => ticking.forEach((run) => run()), tickMillis);
  return () => {
    ticking.delete(tick);
    if (ticking.size > 0) return;
    clearInterval(ticker);
    ticker = undefined;
  };
}

/** Whether the user may run the clock. */
export function useRunsClock(): boolean {
  const { role } = useRoom();
  const everyone = useView((view) => roomOf(view)?.clockBy === "everyone");
  return role === "interviewer" || (role === "candidate" && everyone);
}

export const roomOf = single<RoomItem>("room");
export const timerOf = single<TimerItem>("timer");
export const frameworkOf = single<FrameworkItem>("framework");
export const problemOf = single<ProblemItem>("problem");
export const problemDraftOf = single<ProblemDraftItem>("problem-draft");

/** Requirements by their order (RQ7). */
export const requirementsOf = list<RequirementItem>("requirement", byOrder);
/** Core entities, endpoints and steps of the data flow by their order (LI1). */
export const entitiesOf = list<EntityItem>("entity", byOrder);
export const endpointsOf = list<EndpointItem>("endpoint", byOrder);
export const stepsOf = list<StepItem>("step", byOrder);
/** How the design meets requirements, in no order that means anything (DD1). */
export const divesOf = list<DiveItem>("dive", (a, b) => compare(a.id, b.id));
/** Edge cases and bottlenecks by their order (LI1). */
export const findingsOf = list<FindingItem>("finding", byOrder);
/** The board's elements, the lowest first (BD10). */
export const elementsOf = list<ElementItem>("element", byIndex);
/** Walks of endpoints, in no order that means anything (WK1). */
export const walksOf = list<WalkItem>("walk", (a, b) => compare(a.id, b.id));
/** Pushed probes, oldest first (PB14). */
export const probesOf = list<ProbeItem>("probe", (a, b) => a.pushed - b.pushed || compare(a.id, b.id));
/** Prepared probes by their order (PB5). */
export const plansOf = list<ProbePlanItem>("probe-plan", byOrder);
export const privateNotesOf = list<PrivateNoteItem>("private-note", byStamp);
export const bookmarksOf = list<BookmarkItem>("bookmark", byStamp);
export const participantsOf = list<ParticipantItem>("participant", (a, b) => compare(a.name, b.name));

/** Participants by their ids; one is missing while the event that tells of them is still to come (PR6). */
export const peopleOf: (view: RoomView) => ReadonlyMap<string, ParticipantItem> = peopleSelector();

/** The participant of an id, as far as is known (PR6). */
export function participantOf(view: RoomView, id: string): ParticipantItem | undefined {
  return peopleOf(view).get(id);
}

/** Whether the interview has ended: shared things stand still (CM17). */
export function isFrozen(view: RoomView): boolean {
  return timerOf(view)?.clock.state === "ended";
}

function single<T extends Item>(kind: T["kind"]): (view: RoomView) => T | undefined {
  return (view) => view.items && item<T>(view.items, kind, kind);
}

// Sorted once for each set of items, so that a selector gives the same list as long as nothing changed; as one of other things changed, too.
function list<T extends Item>(kind: T["kind"], order: (a: T, b: T) => number): (view: RoomView) => readonly T[] {
  const lists = new WeakMap<Items, readonly T[]>();
  let last: readonly T[] = [];
  return ({ items }) => {
    if (items === undefined) return none;
    const known = lists.get(items);
    if (known) return known;
    const found = itemsOf<T>(items, kind).sort(order);
    if (found.length !== last.length || found.some((one, i) => one !== last[i])) last = found;
    lists.set(items, last);
    return last;
  };
}

const none: readonly never[] = [];

function peopleSelector() {
  let from: readonly ParticipantItem[] | undefined;
  let people: ReadonlyMap<string, ParticipantItem> = new Map();
  return (view: RoomView) => {
    const participants = participantsOf(view);
    if (participants !== from) people = new Map(participants.map((person) => [person.id, person]));
    from = participants;
    return people;
  };
}

function byIndex(a: ElementItem, b: ElementItem): number {
  const [first, second] = [a.shape.index, b.shape.index];
  if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined) || compare(a.id, b.id);
  return compare(first, second) || compare(a.id, b.id);
}

function byStamp(a: PrivateNoteItem | BookmarkItem, b: PrivateNoteItem | BookmarkItem): number {
  return a.stamp.time - b.stamp.time || compare(a.id, b.id);
}
