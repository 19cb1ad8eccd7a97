package greenroom.server.room;

import static greenroom.protocol.RejectCode.FORBIDDEN;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.protocol.RejectCode.WRONG_STATE;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.Command;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.ProbeStatus;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import org.jspecify.annotations.Nullable;

/// Decides about probes that were pushed. It looks at the shared item alone: what interviewers keep
/// of a probe in private makes no difference to a candidate.
final class ProbeDecisions {
  private ProbeDecisions() {}

  static Decision answer(Situation now, Command.ProbeAnswer answer) {
    Item.Probe was = find(now, answer.id());
    if (was == null) {
      return unknown(answer.id());
    }
    if (was.status() == ProbeStatus.CLOSED) {
      return refused(
          WRONG_STATE, "id: " + was.id() + " is closed (expected: an open or parked probe)");
    }
    if (answer.rev() != was.rev()) {
      return new Decision.Refused(Rejection.outdated(was, answer.rev()));
    }
    String text = was.answer() == null ? "" : was.answer().text();
    if (answer.text().equals(text)) {
      return NOTHING;
    }
    var given =
        answer.text().isEmpty() ? null : new Item.ProbeAnswer(answer.text(), now.by(), now.time());
    return now.put(
        EventType.PROBE_ANSWERED,
        new Item.Probe(
            was.id(),
            was.rev() + 1,
            was.by(),
            was.pushed(),
            was.content(),
            was.status(),
            was.pinned(),
            given));
  }

  static Decision pin(Situation now, Command.ProbePin pin) {
    Item.Probe was = find(now, pin.id());
    if (was == null) {
      return unknown(pin.id());
    }
    return pin.pinned() == was.pinned()
        ? NOTHING
        : now.put(EventType.PROBE_PINNED, with(was, was.status(), pin.pinned()));
  }

  static Decision mark(Situation now, Role role, Command.ProbeMark mark) {
    Item.Probe was = find(now, mark.id());
    if (was == null) {
      return unknown(mark.id());
    }
    if (mark.status() == was.status()) {
      return NOTHING;
    }
    return was.status() == ProbeStatus.CLOSED && role != Role.INTERVIEWER
        ? refused(FORBIDDEN, "role: %s (expected: interviewer)".formatted(role.wire()))
        : now.put(EventType.PROBE_MARKED, with(was, mark.status(), was.pinned()));
  }

  private static Item.Probe with(Item.Probe was, ProbeStatus status, boolean pinned) {
    return new Item.Probe(
        was.id(), was.rev(), was.by(), was.pushed(), was.content(), status, pinned, was.answer());
  }

  private static Item.@Nullable Probe find(Situation now, ItemId id) {
    return now.room().item(Item.Probe.keyOf(id), Item.Probe.class);
  }

  private static Decision unknown(ItemId id) {
    return refused(NOT_FOUND, "id: " + id + " (expected: a probe that was pushed)");
  }
}
