package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A piece of a room's state. An event puts items whole and removes them by their key; nothing else
/// changes them, so folding needs no knowledge of what they mean.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Item {

  /// Which kind this is; the kind says which log the item lives in.
  ItemKind itemKind();

  /// What names this item in its room.
  ItemKey key();

  /// The room itself: its title and what it is set to.
  ///
  /// @param title one line, 1 to [Limits#TITLE_LENGTH] units
  /// @param clockBy who may run the clock and the phases
  /// @param autoAdvance whether a phase that runs out moves on to the next by itself
  /// @param spectators whether spectators may watch
  /// @param created when the room was created, in milliseconds since 1970
  @JsonTypeName("room")
  record Room(
      @JsonProperty(required = true) long rev,
      String title,
      ClockBy clockBy,
      @JsonProperty(required = true) boolean autoAdvance,
      @JsonProperty(required = true) boolean spectators,
      @JsonProperty(required = true) long created)
      implements Item {
    public static final ItemKey KEY = new ItemKey(ItemKind.ROOM, "room");

    public Room {
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.line("title", title, 1, Limits.TITLE_LENGTH);
      Require.present("clockBy", clockBy);
      Require.time("created", created);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.ROOM;
    }

    @Override
    public ItemKey key() {
      return KEY;
    }
  }

  /// What the interview is to go through, in order. Fixed from the start on; from then on the timer
  /// says what became of the minutes.
  @JsonTypeName("framework")
  record Framework(@JsonProperty(required = true) long rev, List<Phase> phases) implements Item {
    public static final ItemKey KEY = new ItemKey(ItemKind.FRAMEWORK, "framework");

    public Framework {
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      phases = Phase.requireList("phases", phases);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.FRAMEWORK;
    }

    @Override
    public ItemKey key() {
      return KEY;
    }
  }

  /// One phase of a framework.
  ///
  /// @param seconds the planned time, 0 to [Limits#PHASE_SECONDS]
  record Phase(PhaseId id, String name, @JsonProperty(required = true) long seconds) {
    public Phase {
      Require.present("id", id);
      Require.line("name", name, 1, Limits.NAME_LENGTH);
      Require.range("seconds", seconds, 0, Limits.PHASE_SECONDS);
    }

    static List<Phase> requireList(String name, @Nullable List<Phase> given) {
      List<Phase> phases = Require.list(name, given, 1, Limits.PHASES);
      Set<PhaseId> seen = new HashSet<>();
      long total = 0;
      for (Phase phase : phases) {
        if (!seen.add(phase.id())) {
          throw new IllegalArgumentException(name + ": " + phase.id() + " twice (expected: once)");
        }
        total += phase.seconds();
      }
      if (total == 0) {
        throw new IllegalArgumentException(name + ": 0 seconds in all (expected: at least 1)");
      }
      return phases;
    }
  }

  /// The clock of the interview: one per room, put whole whenever something starts, stops or is
  /// dealt anew.
  ///
  /// @param phases in the framework's order
  @JsonTypeName("timer")
  record Timer(Clock clock, List<PhaseTime> phases) implements Item {
    public static final ItemKey KEY = new ItemKey(ItemKind.TIMER, "timer");

    public Timer {
      Require.present("clock", clock);
      phases = Require.list("phases", phases, 1, Limits.PHASES);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.TIMER;
    }

    @Override
    public ItemKey key() {
      return KEY;
    }
  }

  /// What a phase may take and took.
  ///
  /// @param budgetMillis what it may take in all its visits
  /// @param spentMillis what it took up to `clock.since` while the clock runs in it, else in all
  /// @param visits how often it was entered
  /// @param skipped whether its minutes were dealt out to the others
  record PhaseTime(
      PhaseId phase,
      @JsonProperty(required = true) long budgetMillis,
      @JsonProperty(required = true) long spentMillis,
      @JsonProperty(required = true) int visits,
      @JsonProperty(required = true) boolean skipped) {
    public PhaseTime {
      Require.present("phase", phase);
      Require.range("budgetMillis", budgetMillis, 0, Limits.MAX_SAFE_INTEGER);
      Require.range("spentMillis", spentMillis, 0, Limits.MAX_SAFE_INTEGER);
      Require.range("visits", visits, 0, Integer.MAX_VALUE);
    }
  }

  /// The problem as everybody in the room may read it.
  ///
  /// @param text Markdown, up to [Limits#PROBLEM_LENGTH] units
  @JsonTypeName("problem")
  record Problem(@JsonProperty(required = true) long rev, String text) implements Item {
    public static final ItemKey KEY = new ItemKey(ItemKind.PROBLEM, "problem");

    public Problem {
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.lines("text", text, 0, Limits.PROBLEM_LENGTH);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.PROBLEM;
    }

    @Override
    public ItemKey key() {
      return KEY;
    }
  }

  /// The problem before the interview starts. It lives in the interviewers' log.
  @JsonTypeName("problem-draft")
  record ProblemDraft(@JsonProperty(required = true) long rev, String text) implements Item {
    public static final ItemKey KEY = new ItemKey(ItemKind.PROBLEM_DRAFT, "problem-draft");

    public ProblemDraft {
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.lines("text", text, 0, Limits.PROBLEM_LENGTH);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.PROBLEM_DRAFT;
    }

    @Override
    public ItemKey key() {
      return KEY;
    }
  }

  /// Somebody who joined as interviewer or candidate.
  ///
  /// @param color a palette index, 0 to 11
  @JsonTypeName("participant")
  record Participant(
      ParticipantId id, String name, Role role, @JsonProperty(required = true) int color)
      implements Item {
    public static final int COLORS = 12;

    public Participant {
      Require.present("id", id);
      Require.line("name", name, 1, Limits.NAME_LENGTH);
      if (Require.present("role", role) == Role.SPECTATOR) {
        throw new IllegalArgumentException("role: spectator (expected: interviewer or candidate)");
      }
      Require.range("color", color, 0, COLORS - 1);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.PARTICIPANT;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ParticipantId id) {
      return new ItemKey(ItemKind.PARTICIPANT, id.value());
    }
  }

  /// A requirement of the system to be designed.
  ///
  /// @param rev counts the edits of its content, from 1
  /// @param order where it stands in its list, outside `rev`
  /// @param by who wrote it first
  @JsonTypeName("requirement")
  record Requirement(
      ItemId id,
      @JsonProperty(required = true) long rev,
      OrderKey order,
      ParticipantId by,
      RequirementContent content)
      implements Item {
    public Requirement {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("order", order);
      Require.present("by", by);
      Require.present("content", content);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.REQUIREMENT;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.REQUIREMENT, id.value());
    }
  }
}
