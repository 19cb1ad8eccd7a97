package greenroom.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Change;
import greenroom.protocol.Command;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.RejectCode;
import greenroom.protocol.Rejection;
import greenroom.protocol.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decider tests as they read: `given(room).at(90).when(IVY, command).then(…)`. Each step hands on
/// the room that it leads to, so steps can follow one another. Times are seconds after [Rooms#T0].
final class Scenario {
  static final Actor IVY = new Actor(new ParticipantId("p1111111111111111"), Role.INTERVIEWER);
  static final Actor CARL = new Actor(new ParticipantId("p2222222222222222"), Role.CANDIDATE);
  static final Actor SAM = new Actor(null, Role.SPECTATOR);

  /// What every refusal looks like: one line that names the field.
  private static final String HOUSE_FORM = "[a-zA-Z.]+(\\[\\d+])?: [^\\n]+ \\(expected: [^\\n]+\\)";

  private final Room room;
  private final long now;

  private Scenario(Room room, long now) {
    this.room = room;
    this.now = now;
  }

  static ParticipantId idOf(Actor participant) {
    return Objects.requireNonNull(participant.participant());
  }

  /// A room, and what happened in it since.
  static Scenario given(Room room, Event... events) {
    Room after = Rooms.fold(room, events);
    return new Scenario(after, after.time());
  }

  Scenario at(double second) {
    return new Scenario(room, Rooms.second(second));
  }

  Room room() {
    return room;
  }

  Outcome when(Actor actor, Command command) {
    return new Outcome(actor.participant(), Decider.decide(room, actor, command, now));
  }

  Outcome joins(Actor actor, String name) {
    ParticipantId id = idOf(actor);
    return new Outcome(id, Decider.join(room, id, name, actor.role(), now));
  }

  Outcome rotates(Actor actor, Role link) {
    return new Outcome(actor.participant(), Decider.link(room, actor, link, true, now));
  }

  Outcome revokes(Actor actor, Role link) {
    return new Outcome(actor.participant(), Decider.link(room, actor, link, false, now));
  }

  /// The room does this by itself, and nothing a millisecond before its deadline or when it is
  /// asked again.
  Scenario wakes(Expected... expected) {
    long deadline = Decider.deadline(room).orElseThrow();
    if (deadline > room.time()) {
      assertThat(Decider.wake(room, deadline - 1)).isEmpty();
    }
    List<Event> events = Decider.wake(room, now);
    assertThat(events).isEqualTo(events(null, expected));
    return given(room, events.toArray(Event[]::new)).atMillis(now).sleeps();
  }

  /// The room has nothing to do by itself.
  Scenario sleeps() {
    assertThat(Decider.wake(room, now)).isEmpty();
    return this;
  }

  Scenario hasDeadline(double second) {
    assertThat(Decider.deadline(room)).hasValue(Rooms.second(second));
    return this;
  }

  Scenario hasNoDeadline() {
    assertThat(Decider.deadline(room)).isEmpty();
    return this;
  }

  private Scenario atMillis(long time) {
    return new Scenario(room, time);
  }

  private List<Event> events(@Nullable ParticipantId by, Expected... expected) {
    return Arrays.stream(expected)
        .map(each -> Event.of(Math.max(now, room.time()), by, each.type(), each.changes()))
        .toList();
  }

  /// An event by whoever sent the command, at the time of the step.
  record Expected(EventType type, List<Change> changes) {}

  static Expected put(EventType type, Item... items) {
    return new Expected(
        type, Arrays.stream(items).map(item -> (Change) new Change.Put(item)).toList());
  }

  static Expected remove(EventType type, ItemKey key) {
    return new Expected(type, List.of(new Change.Remove(key)));
  }

  /// What was decided.
  final class Outcome {
    private final @Nullable ParticipantId by;
    private final Decision decision;

    private Outcome(@Nullable ParticipantId by, Decision decision) {
      this.by = by;
      this.decision = decision;
    }

    /// It is done by exactly these events.
    Scenario then(Expected... expected) {
      assertThat(decision).isEqualTo(new Decision.Accepted(events(by, expected)));
      return given(room, events(by, expected).toArray(Event[]::new)).atMillis(now);
    }

    /// It is done, by whatever.
    Scenario accepted() {
      List<Event> events = new ArrayList<>();
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Accepted.class, accepted -> events.addAll(accepted.events()));
      return given(room, events.toArray(Event[]::new)).atMillis(now);
    }

    Scenario nothing() {
      assertThat(decision).isEqualTo(Decision.NOTHING);
      return Scenario.this;
    }

    Scenario rejected(RejectCode code) {
      return rejectedWith(code, null);
    }

    /// Refused, with the item as it is now.
    Scenario outdated(Item current) {
      return rejectedWith(RejectCode.OUTDATED, current);
    }

    private Scenario rejectedWith(RejectCode code, @Nullable Item current) {
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Refused.class,
              refused -> {
                Rejection why = refused.why();
                assertThat(why.code()).as(why.message()).isEqualTo(code);
                assertThat(why.message()).matches(HOUSE_FORM).hasSizeLessThanOrEqualTo(300);
                assertThat(why.current()).isEqualTo(current);
                assertThat(why.retryAfterMillis()).isNull();
              });
      return Scenario.this;
    }

    Scenario rejected(RejectCode code, String message) {
      rejected(code);
      assertThat(((Decision.Refused) decision).why().message()).isEqualTo(message);
      return Scenario.this;
    }

    Scenario needsHistory(LogName log, LogPosition base) {
      assertThat(decision).isEqualTo(new Decision.NeedsHistory(log, base));
      return Scenario.this;
    }
  }
}
