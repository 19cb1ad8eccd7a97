package greenroom.server.room;

import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Change;
import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.ItemKind;
import greenroom.protocol.Limits;
import greenroom.protocol.OrderKey;
import greenroom.protocol.PlanState;
import greenroom.protocol.ProbeStatus;
import greenroom.protocol.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides about probes as interviewers plan them, and what moves one between their plans and
/// everybody's sight. All of it is the interviewers' alone.
final class PlanDecisions {
  private PlanDecisions() {}

  static Decision queue(Situation now, Command.ProbeQueue queue) {
    if (now.isUsed(queue.id(), ItemKind.PROBE_PLAN, ItemKind.PROBE)) {
      return refused(ID_USED, "id: " + queue.id() + " (expected: one that no probe has)");
    }
    List<OrderKey> orders =
        now.room().privately().items().values().stream()
            .filter(Item.ProbePlan.class::isInstance)
            .map(item -> ((Item.ProbePlan) item).order())
            .toList();
    if (orders.size() >= Limits.PROBES) {
      return refused(LIMIT, "probes: %d (expected: at most %1$d)".formatted(Limits.PROBES));
    }
    OrderKey order = queue.order() == null ? Orders.last(orders) : queue.order();
    return order == null
        ? Orders.noneLeft()
        : now.put(
            EventType.PROBE_QUEUED,
            new Item.ProbePlan(
                queue.id(),
                1,
                order,
                now.by(),
                queue.content(),
                queue.bank(),
                PlanState.QUEUED,
                List.of()));
  }

  static Decision edit(Situation now, Command.ProbeEdit edit) {
    Item.ProbePlan was = find(now, edit.id());
    if (was == null) {
      return unknown(edit.id());
    }
    if (probe(now, was) != null) {
      return wrongState(was, "pushed", "a queued probe");
    }
    if (edit.rev() != was.rev()) {
      return new Decision.Refused(Rejection.outdated(was, edit.rev()));
    }
    return edit.content().equals(was.content())
        ? NOTHING
        : now.put(
            EventType.PROBE_EDITED,
            new Item.ProbePlan(
                was.id(),
                was.rev() + 1,
                was.order(),
                was.by(),
                edit.content(),
                was.bank(),
                was.state(),
                was.hints()));
  }

  static Decision move(Situation now, Command.ProbeMove move) {
    Item.ProbePlan was = find(now, move.id());
    if (was == null) {
      return unknown(move.id());
    }
    return move.order().equals(was.order())
        ? NOTHING
        : now.put(
            EventType.PROBE_MOVED,
            new Item.ProbePlan(
                was.id(),
                was.rev(),
                move.order(),
                was.by(),
                was.content(),
                was.bank(),
                was.state(),
                was.hints()));
  }

  static Decision remove(Situation now, Command.ProbeRemove remove) {
    Item.ProbePlan was = find(now, remove.id());
    if (was == null) {
      return unknown(remove.id());
    }
    if (probe(now, was) != null) {
      return wrongState(was, "pushed", "a queued probe");
    }
    return remove.rev() == was.rev()
        ? now.remove(EventType.PROBE_REMOVED, was)
        : new Decision.Refused(Rejection.outdated(was, remove.rev()));
  }

  /// Shows a probe. It starts at revision 1 each time: counting on from the plan's would tell
  /// candidates how often that was edited, and from an earlier push's that it was taken back.
  ///
  /// Of the two halves, one that is there already is not made again: so a push, and taking back,
  /// make good what a log lost.
  static Decision push(Situation now, Command.ProbePush push) {
    Item.ProbePlan was = find(now, push.id());
    if (was == null) {
      return unknown(push.id());
    }
    List<Event> events = new ArrayList<>();
    if (probe(now, was) == null) {
      var probe =
          new Item.Probe(
              was.id(), 1, now.by(), now.time(), was.content(), ProbeStatus.OPEN, false, null);
      events.add(now.event(EventType.PROBE_PUSHED, new Change.Put(probe)));
    }
    if (was.state() != PlanState.PUSHED) {
      events.add(now.event(EventType.PROBE_DELIVERED, new Change.Put(in(PlanState.PUSHED, was))));
    }
    return new Decision.Accepted(events);
  }

  static Decision takeBack(Situation now, Command.ProbeTakeBack back) {
    Item.ProbePlan was = find(now, back.id());
    if (was == null) {
      return unknown(back.id());
    }
    List<Event> events = new ArrayList<>();
    Item.Probe probe = probe(now, was);
    if (probe != null) {
      if (probe.answer() != null) {
        return wrongState(was, "answered", "no answer");
      }
      events.add(now.event(EventType.PROBE_TAKEN_BACK, new Change.Remove(probe.key())));
    }
    if (was.state() != PlanState.QUEUED) {
      events.add(now.event(EventType.PROBE_RETURNED, new Change.Put(in(PlanState.QUEUED, was))));
    }
    return new Decision.Accepted(events);
  }

  static Decision hint(Situation now, Command.ProbeHint hint) {
    Item.ProbePlan was = find(now, hint.id());
    if (was == null) {
      return unknown(hint.id());
    }
    if (probe(now, was) == null) {
      return wrongState(was, "queued", "a pushed probe");
    }
    if (was.hints().size() >= Limits.HINTS) {
      return refused(LIMIT, "hints: %d (expected: at most %1$d)".formatted(Limits.HINTS));
    }
    var given = new Item.Hint(hint.level(), hint.text(), now.by(), now.time());
    return now.put(
        EventType.PROBE_HINTED,
        new Item.ProbePlan(
            was.id(),
            was.rev(),
            was.order(),
            was.by(),
            was.content(),
            was.bank(),
            was.state(),
            Stream.concat(was.hints().stream(), Stream.of(given)).toList()));
  }

  private static Item.ProbePlan in(PlanState state, Item.ProbePlan was) {
    return new Item.ProbePlan(
        was.id(), was.rev(), was.order(), was.by(), was.content(), was.bank(), state, was.hints());
  }

  private static Item.@Nullable ProbePlan find(Situation now, ItemId id) {
    return now.room().item(Item.ProbePlan.keyOf(id), Item.ProbePlan.class);
  }

  /// The probe that was made of a plan, which is what says whether it is pushed; null if it is not.
  private static Item.@Nullable Probe probe(Situation now, Item.ProbePlan plan) {
    return now.room().item(Item.Probe.keyOf(plan.id()), Item.Probe.class);
  }

  private static Decision unknown(ItemId id) {
    return refused(NOT_FOUND, "id: " + id + " (expected: a probe of this room)");
  }

  private static Decision wrongState(Item.ProbePlan was, String state, String expected) {
    return refused(WRONG_STATE, "id: %s is %s (expected: %s)".formatted(was.id(), state, expected));
  }
}
