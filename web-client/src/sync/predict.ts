import type {
  BookmarkItem, Change, Command, DiveItem, ElementItem, EndpointItem, EntityItem, FindingItem, Item, ItemId, ParticipantId, PrivateNoteItem, ProbeItem,
  ProbePlanItem, ProblemDraftItem, ProblemItem, RequirementItem, Stamp, StepItem, StoredItem, Time, TimerItem, WalkItem,
} from "../protocol/generated/types.ts";
import { drawn, erases } from "./board.ts";
import { compare, keyOf } from "./fold.ts";
import { between, orderLength } from "./order.ts";

/** The items of a room by their keys. */
export type Items = ReadonlyMap<string, StoredItem>;

/**
 * What a command will change if it is carried out, so that it shows before it is answered. Nothing where only the server can know (time and
 * phases), where it would be refused, and for notes, which have their own way.
 */
export function predict(items: Items, command: Command, me: ParticipantId, now: Time): readonly Change[] {
  switch (command.type) {
    case "requirement.add":
      return add(items, "requirement", command, (listed) => ({ kind: "requirement", ...listed, by: me, content: command.content }));
    case "entity.add":
      return add(items, "entity", command, (listed) => ({ kind: "entity", ...listed, by: me, content: command.content }));
    case "endpoint.add":
      return add(items, "endpoint", command, (listed) => ({ kind: "endpoint", ...listed, by: me, content: command.content }));
    case "step.add":
      return add(items, "step", command, (listed) => ({ kind: "step", ...listed, by: me, content: command.content }));
    case "finding.add":
      return add(items, "finding", command, (listed) => ({ kind: "finding", ...listed, by: me, content: command.content, status: "open" }));
    case "requirement.edit":
      return change<RequirementItem>(items, "requirement", command.id, ({ rev }) => rev === command.rev && { rev: rev + 1, content: command.content });
    case "entity.edit":
      return change<EntityItem>(items, "entity", command.id, ({ rev }) => rev === command.rev && { rev: rev + 1, content: command.content });
    case "endpoint.edit":
      return change<EndpointItem>(items, "endpoint", command.id, ({ rev }) => rev === command.rev && { rev: rev + 1, content: command.content });
    case "step.edit":
      return change<StepItem>(items, "step", command.id, ({ rev }) => rev === command.rev && { rev: rev + 1, content: command.content });
    case "finding.edit":
      return change<FindingItem>(items, "finding", command.id, ({ rev }) => rev === command.rev && { rev: rev + 1, content: command.content });
    case "requirement.move":
    case "entity.move":
    case "endpoint.move":
    case "step.move":
    case "finding.move":
      return change<ListedItem>(items, listOf(command), command.id, () => ({ order: command.order }));
    case "requirement.remove":
    case "entity.remove":
    case "endpoint.remove":
    case "step.remove":
    case "finding.remove":
      return remove(items, listOf(command), command);
    case "finding.mark":
      return change<FindingItem>(items, "finding", command.id, () => ({ status: command.status }));
    case "board.put": {
      if (command.elements.some(({ id, base }) => base === 0 && has(items, "element", id))) return [];
      return command.elements.flatMap((entry) => {
        const changed = drawn(item<ElementItem>(items, "element", entry.id), entry, me);
        return changed === undefined ? [] : put(changed);
      });
    }
    case "board.remove":
      return command.elements.flatMap((entry) => {
        const was = item<ElementItem>(items, "element", entry.id);
        return was !== undefined && erases(was, entry, me) ? [{ remove: { kind: "element", id: entry.id } }] : [];
      });
    case "walk.set": {
      const { id, rev, elements } = command;
      const was = item<WalkItem>(items, "walk", id);
      return has(items, "endpoint", id) && (was?.rev ?? 0) === rev ? put({ kind: "walk", id, rev: rev + 1, by: was?.by ?? me, elements }) : [];
    }
    case "walk.clear":
      return remove(items, "walk", command);
    case "dive.write": {
      const { id, rev, text } = command;
      const was = item<DiveItem>(items, "dive", id);
      return has(items, "requirement", id) && (was?.rev ?? 0) === rev ? put({ kind: "dive", id, rev: rev + 1, by: was?.by ?? me, text, met: was?.met ?? false }) : [];
    }
    case "dive.mark": {
      const { id, met } = command;
      const was = item<DiveItem>(items, "dive", id);
      return has(items, "requirement", id) && met !== (was?.met ?? false) ? put({ ...(was ?? { kind: "dive", id, rev: 1, by: me, text: "" }), met }) : [];
    }
    case "probe.queue": {
      const { content, bank } = command;
      return add(items, "probe-plan", command, (listed) => ({ kind: "probe-plan", ...listed, by: me, content, ...(bank === undefined ? {} : { bank }), state: "queued", hints: [] }));
    }
    case "probe.edit":
      return change<ProbePlanItem>(items, "probe-plan", command.id, ({ rev, state }) => rev === command.rev && state === "queued" && { rev: rev + 1, content: command.content });
    case "probe.move":
      return change<ProbePlanItem>(items, "probe-plan", command.id, () => ({ order: command.order }));
    case "probe.remove":
      return remove(items, "probe-plan", command);
    case "probe.push": {
      const plan = item<ProbePlanItem>(items, "probe-plan", command.id);
      if (plan?.state !== "queued") return [];
      const probe: ProbeItem = { kind: "probe", id: plan.id, rev: 1, by: me, pushed: now, content: plan.content, status: "open", pinned: false };
      return [...put(probe), ...put({ ...plan, state: "pushed" })];
    }
    case "probe.take-back": {
      const probe = item<ProbeItem>(items, "probe", command.id);
      if (probe === undefined || probe.answer !== undefined) return [];
      return [{ remove: { kind: "probe", id: command.id } }, ...change<ProbePlanItem>(items, "probe-plan", command.id, () => ({ state: "queued" }))];
    }
    case "probe.hint": {
      const hint = { level: command.level, ...(command.text === undefined ? {} : { text: command.text }), by: me, time: now };
      return change<ProbePlanItem>(items, "probe-plan", command.id, ({ hints, state }) => state === "pushed" && { hints: [...hints, hint] });
    }
    case "probe.answer": {
      const probe = item<ProbeItem>(items, "probe", command.id);
      if (probe === undefined || probe.rev !== command.rev || probe.status === "closed") return [];
      const { answer: _, ...unanswered } = probe;
      return put({ ...unanswered, rev: probe.rev + 1, ...(command.text === "" ? {} : { answer: { text: command.text, by: me, time: now } }) });
    }
    case "probe.pin":
      return change<ProbeItem>(items, "probe", command.id, () => ({ pinned: command.pinned }));
    case "probe.mark":
      return change<ProbeItem>(items, "probe", command.id, () => ({ status: command.status }));
    case "private-note.add":
      return has(items, "private-note", command.id)
        ? []
        : put({ kind: "private-note", id: command.id, rev: 1, by: me, text: command.text, stamp: stampOf(items, now) });
    case "private-note.edit":
      return change<PrivateNoteItem>(items, "private-note", command.id, ({ rev }) => rev === command.rev && { rev: rev + 1, text: command.text });
    case "private-note.remove":
      return remove(items, "private-note", command);
    case "bookmark.add": {
      const label = command.label === undefined ? {} : { label: command.label };
      return has(items, "bookmark", command.id) ? [] : put({ kind: "bookmark", id: command.id, rev: 1, by: me, ...label, stamp: stampOf(items, now) });
    }
    case "bookmark.edit": {
      const bookmark = item<BookmarkItem>(items, "bookmark", command.id);
      if (bookmark?.rev !== command.rev) return [];
      const { label: _, ...bare } = bookmark;
      return put({ ...bare, rev: bare.rev + 1, ...(command.label === undefined ? {} : { label: command.label }) });
    }
    case "bookmark.remove":
      return remove(items, "bookmark", command);
    case "participant.rename":
      return change(items, "participant", me, () => ({ name: command.name }));
    case "gallery.open":
      return change(items, "room", "room", () => ({ spectators: true }));
    case "gallery.close":
      return change(items, "room", "room", () => ({ spectators: false }));
    case "problem.edit": {
      const { rev, text, guide } = command;
      const was = item<ProblemDraftItem>(items, "problem-draft", "problem-draft") ?? item<ProblemItem>(items, "problem", "problem");
      return was?.rev === rev ? put({ kind: was.kind, rev: rev + 1, text, ...(guide === undefined ? {} : { guide }) }) : [];
    }
    case "room.configure":
    case "framework.edit":
    case "interview.start":
    case "interview.end":
    case "timer.pause":
    case "timer.resume":
    case "phase.next":
    case "phase.go":
    case "phase.extend":
    case "phase.shorten":
    case "phase.skip":
    case "phase.restore":
    case "phase.add":
    case "notes.edit":
      return [];
  }
}

/** The item of a kind and id, which the decoder has checked to have that kind's form. */
export function item<T extends Item>(items: Items, kind: T["kind"], id: string): T | undefined {
  return items.get(keyOf({ kind, id })) as T | undefined;
}

/** All items of a kind, in no order. */
export function itemsOf<T extends Item>(items: Items, kind: T["kind"]): T[] {
  return [...items.values()].filter((candidate): candidate is T => candidate.kind === kind);
}

/** In the order of their keys, then of their ids (RQ7, PB5). */
export function byOrder<T extends { readonly order: string; readonly id: string }>(a: T, b: T): number {
  return compare(a.order, b.order) || compare(a.id, b.id);
}

type ListedItem = RequirementItem | EntityItem | EndpointItem | StepItem | FindingItem;
type OrderedItem = ListedItem | ProbePlanItem;
type RemovedItem = OrderedItem | WalkItem | PrivateNoteItem | BookmarkItem;

/** The kind of the list that a command of it is about. */
function listOf({ type }: { readonly type: `${ListedItem["kind"]}.${"move" | "remove"}` }): ListedItem["kind"] {
  return type.slice(0, type.indexOf(".")) as ListedItem["kind"];
}

function add(
  items: Items, kind: OrderedItem["kind"], command: { readonly id: ItemId; readonly order?: string }, made: (listed: { id: ItemId; rev: 1; order: string }) => Item,
): readonly Change[] {
  const { id } = command;
  const order = command.order ?? lastOrder(items, kind);
  return has(items, kind, id) || order === undefined ? [] : put(made({ id, rev: 1, order }));
}

function lastOrder(items: Items, kind: OrderedItem["kind"]): string | undefined {
  const orders = itemsOf<OrderedItem>(items, kind).map(({ order }) => order);
  const key = between(orders.reduce<string | null>((last, order) => (last === null || order > last ? order : last), null), null);
  return key.length > orderLength ? undefined : key;
}

function stampOf(items: Items, time: Time): Stamp {
  const clock = item<TimerItem>(items, "timer", "timer")?.clock;
  const phase = clock !== undefined && "phase" in clock ? { phase: clock.phase } : {};
  return { time, ...phase, position: "" };
}

function has(items: Items, kind: Item["kind"], id: ItemId): boolean {
  return items.has(keyOf({ kind, id }));
}

function put(changed: Item): readonly Change[] {
  return [{ put: changed }];
}

function change<T extends Item>(items: Items, kind: T["kind"], id: string, changes: (item: T) => Partial<T> | false): readonly Change[] {
  const before = item<T>(items, kind, id);
  const changed = before !== undefined && changes(before);
  return changed ? [{ put: { ...before, ...changed } }] : [];
}

function remove(items: Items, kind: RemovedItem["kind"], { id, rev }: { id: ItemId; rev: number }): readonly Change[] {
  return item<RemovedItem>(items, kind, id)?.rev === rev ? [{ remove: { kind, id } }] : [];
}
