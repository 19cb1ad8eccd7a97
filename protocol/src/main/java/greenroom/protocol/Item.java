package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
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

  /// What the interview is to go through, in order. From the start on phases only come in; what
  /// became of the minutes says the timer.
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
  /// @param guide the problem of the guide that it was taken from, if any
  @JsonTypeName("problem")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Problem(@JsonProperty(required = true) long rev, String text, @Nullable GuideId guide)
      implements Item {
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
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProblemDraft(@JsonProperty(required = true) long rev, String text, @Nullable GuideId guide)
      implements Item {
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
  @JsonTypeName("requirement")
  record Requirement(
      ItemId id,
      @JsonProperty(required = true) long rev,
      OrderKey order,
      ParticipantId by,
      RequirementContent content)
      implements Item, Listed<RequirementContent> {
    public Requirement {
      Require.listed(id, rev, order, by, content);
    }

    @Override
    public Requirement with(long newRev, OrderKey newOrder, RequirementContent newContent) {
      return new Requirement(id, newRev, newOrder, by, newContent);
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

  /// A core entity of the system: who acts in it, or what it keeps.
  @JsonTypeName("entity")
  record Entity(
      ItemId id,
      @JsonProperty(required = true) long rev,
      OrderKey order,
      ParticipantId by,
      EntityContent content)
      implements Item, Listed<EntityContent> {
    public Entity {
      Require.listed(id, rev, order, by, content);
    }

    @Override
    public Entity with(long newRev, OrderKey newOrder, EntityContent newContent) {
      return new Entity(id, newRev, newOrder, by, newContent);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.ENTITY;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.ENTITY, id.value());
    }
  }

  /// An endpoint of the API.
  @JsonTypeName("endpoint")
  record Endpoint(
      ItemId id,
      @JsonProperty(required = true) long rev,
      OrderKey order,
      ParticipantId by,
      EndpointContent content)
      implements Item, Listed<EndpointContent> {
    public Endpoint {
      Require.listed(id, rev, order, by, content);
    }

    @Override
    public Endpoint with(long newRev, OrderKey newOrder, EndpointContent newContent) {
      return new Endpoint(id, newRev, newOrder, by, newContent);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.ENDPOINT;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.ENDPOINT, id.value());
    }
  }

  /// A step of the data flow.
  @JsonTypeName("step")
  record Step(
      ItemId id,
      @JsonProperty(required = true) long rev,
      OrderKey order,
      ParticipantId by,
      StepContent content)
      implements Item, Listed<StepContent> {
    public Step {
      Require.listed(id, rev, order, by, content);
    }

    @Override
    public Step with(long newRev, OrderKey newOrder, StepContent newContent) {
      return new Step(id, newRev, newOrder, by, newContent);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.STEP;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.STEP, id.value());
    }
  }

  /// An element of the board.
  ///
  /// @param rev counts the changes of its shape, from 1
  /// @param nonce what the newest of them came with, 0 to 2^31 - 1: Excalidraw tells revisions
  ///   apart by it
  /// @param by who drew it first
  /// @param words when the text of the shape was written last, if it has one
  /// @param lost words that somebody else's change took away, until a text is put again
  @JsonTypeName("element")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Element(
      ElementId id,
      @JsonProperty(required = true) long rev,
      @JsonProperty(required = true) long nonce,
      ParticipantId by,
      @Nullable Words words,
      @Nullable LostWords lost,
      Shape shape)
      implements Item {
    public Element {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.range("nonce", nonce, 0, Integer.MAX_VALUE);
      Require.present("by", by);
      Require.present("shape", shape);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.ELEMENT;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ElementId id) {
      return new ItemKey(ItemKind.ELEMENT, id.value());
    }
  }

  /// The newest writing of an element's text.
  ///
  /// @param rev of the element that came of it
  record Words(@JsonProperty(required = true) long rev, ParticipantId by) {
    public Words {
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("by", by);
    }
  }

  /// Words that were overwritten by somebody who had not seen them.
  ///
  /// @param by who wrote them
  record LostWords(String text, ParticipantId by) {
    public LostWords {
      Require.lines("text", text, 1, Limits.ELEMENT_TEXT_LENGTH);
      Require.present("by", by);
    }
  }

  /// The way of a request to an endpoint through the board.
  ///
  /// @param id the endpoint's; it need not be there any more
  /// @param rev counts how often it was traced, from 1
  /// @param by who traced it first
  /// @param elements in the order in which the request passes them, each once, 1 to
  ///   [Limits#WALK_ELEMENTS]; they need not be there any more
  @JsonTypeName("walk")
  record Walk(
      ItemId id,
      @JsonProperty(required = true) long rev,
      ParticipantId by,
      List<ElementId> elements)
      implements Item {
    public Walk {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("by", by);
      elements = Require.distinct("elements", elements, 1, Limits.WALK_ELEMENTS);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.WALK;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.WALK, id.value());
    }
  }

  /// A deep dive: how the design meets a requirement.
  ///
  /// @param id the requirement's; it need not be there any more
  /// @param rev counts the edits of its text, from 1
  /// @param by who wrote it first
  /// @param text lines of up to [Limits#ANSWER_LENGTH] units
  /// @param met whether people hold that the design meets the requirement, outside `rev`
  @JsonTypeName("dive")
  record Dive(
      ItemId id,
      @JsonProperty(required = true) long rev,
      ParticipantId by,
      String text,
      @JsonProperty(required = true) boolean met)
      implements Item {
    public Dive {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("by", by);
      Require.lines("text", text, 0, Limits.ANSWER_LENGTH);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.DIVE;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.DIVE, id.value());
    }
  }

  /// Trouble that a deep dive found.
  ///
  /// @param status outside `rev`
  @JsonTypeName("finding")
  record Finding(
      ItemId id,
      @JsonProperty(required = true) long rev,
      OrderKey order,
      ParticipantId by,
      FindingContent content,
      FindingStatus status)
      implements Item, Listed<FindingContent> {
    public Finding {
      Require.listed(id, rev, order, by, content);
      Require.present("status", status);
    }

    @Override
    public Finding with(long newRev, OrderKey newOrder, FindingContent newContent) {
      return new Finding(id, newRev, newOrder, by, newContent, status);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.FINDING;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.FINDING, id.value());
    }
  }

  /// A question that was pushed to the candidate, with its answer. Probes are shown by `pushed`,
  /// then by id.
  ///
  /// @param rev counts the edits of the answer, from 1 at each push: it tells nothing of what was
  ///   done to the probe before
  /// @param by who pushed it
  /// @param pushed when, in milliseconds since 1970
  /// @param pinned whether it is to stay in sight
  @JsonTypeName("probe")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Probe(
      ItemId id,
      @JsonProperty(required = true) long rev,
      ParticipantId by,
      @JsonProperty(required = true) long pushed,
      ProbeContent content,
      ProbeStatus status,
      @JsonProperty(required = true) boolean pinned,
      @Nullable ProbeAnswer answer)
      implements Item {
    public Probe {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("by", by);
      Require.time("pushed", pushed);
      Require.present("content", content);
      Require.present("status", status);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.PROBE;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.PROBE, id.value());
    }
  }

  /// What was answered to a probe.
  ///
  /// @param text lines of 1 to [Limits#ANSWER_LENGTH] units
  /// @param by who wrote it last
  /// @param time when, in milliseconds since 1970
  record ProbeAnswer(String text, ParticipantId by, @JsonProperty(required = true) long time) {
    public ProbeAnswer {
      Require.lines("text", text, 1, Limits.ANSWER_LENGTH);
      Require.present("by", by);
      Require.time("time", time);
    }
  }

  /// A probe as interviewers prepare it. It has the id of the probe that a push makes of it, and
  /// stays after the push.
  ///
  /// @param rev counts the edits of its content, from 1
  /// @param order where it stands in the queue, outside `rev`
  /// @param by who queued it
  /// @param bank the guide's entry that it was taken from, if any
  /// @param hints given with it, oldest first; at most [Limits#HINTS]
  @JsonTypeName("probe-plan")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProbePlan(
      ItemId id,
      @JsonProperty(required = true) long rev,
      OrderKey order,
      ParticipantId by,
      ProbeContent content,
      @Nullable GuideId bank,
      PlanState state,
      List<Hint> hints)
      implements Item {
    public ProbePlan {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("order", order);
      Require.present("by", by);
      Require.present("content", content);
      Require.present("state", state);
      hints = Require.list("hints", hints, 0, Limits.HINTS);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.PROBE_PLAN;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.PROBE_PLAN, id.value());
    }
  }

  /// A hint that an interviewer gave by voice, as interviewers keep it in mind.
  ///
  /// @param text what was said, if it is worth keeping: lines of 1 to [Limits#HINT_LENGTH] units
  /// @param time when it was recorded, in milliseconds since 1970
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Hint(
      HintLevel level,
      @Nullable String text,
      ParticipantId by,
      @JsonProperty(required = true) long time) {
    public Hint {
      Require.present("level", level);
      if (text != null) {
        Require.lines("text", text, 1, Limits.HINT_LENGTH);
      }
      Require.present("by", by);
      Require.time("time", time);
    }
  }

  /// Something that an interviewer noticed.
  ///
  /// @param rev counts the edits of its text, from 1
  /// @param by who wrote it first
  /// @param text lines of 1 to [Limits#PRIVATE_NOTE_LENGTH] units
  /// @param stamp when and where it was written first
  @JsonTypeName("private-note")
  record PrivateNote(
      ItemId id,
      @JsonProperty(required = true) long rev,
      ParticipantId by,
      String text,
      Stamp stamp)
      implements Item {
    public PrivateNote {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("by", by);
      Require.lines("text", text, 1, Limits.PRIVATE_NOTE_LENGTH);
      Require.present("stamp", stamp);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.PRIVATE_NOTE;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.PRIVATE_NOTE, id.value());
    }
  }

  /// A moment of the interview that an interviewer wants to find again.
  ///
  /// @param rev counts the edits of its label, from 1
  /// @param by who set it
  /// @param label one line, 1 to [Limits#LABEL_LENGTH] units
  /// @param stamp the moment
  @JsonTypeName("bookmark")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Bookmark(
      ItemId id,
      @JsonProperty(required = true) long rev,
      ParticipantId by,
      @Nullable String label,
      Stamp stamp)
      implements Item {
    public Bookmark {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("by", by);
      if (label != null) {
        Require.line("label", label, 1, Limits.LABEL_LENGTH);
      }
      Require.present("stamp", stamp);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.BOOKMARK;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(ItemId id) {
      return new ItemKey(ItemKind.BOOKMARK, id.value());
    }
  }

  /// What became of a role's link. A role whose link never changed has none, which counts as
  /// revision 1, active. The token itself stands nowhere in a log.
  ///
  /// @param id the role whose link it is
  /// @param rev counts the changes of the link, from 1 for the link that the room was created with
  /// @param active whether a link of this role opens the room at all
  /// @param changed when it was rotated or revoked last, in milliseconds since 1970
  @JsonTypeName("link")
  record Link(
      Role id,
      @JsonProperty(required = true) long rev,
      @JsonProperty(required = true) boolean active,
      @JsonProperty(required = true) long changed)
      implements Item {
    public Link {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.time("changed", changed);
    }

    @Override
    public ItemKind itemKind() {
      return ItemKind.LINK;
    }

    @Override
    public ItemKey key() {
      return keyOf(id);
    }

    public static ItemKey keyOf(Role id) {
      return new ItemKey(ItemKind.LINK, id.wire());
    }
  }
}
