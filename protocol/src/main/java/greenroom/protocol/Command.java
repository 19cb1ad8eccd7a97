package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody asks a room to do. `SPEC.md` says who may ask and which codes refuse.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Command {

  /// Leaves the lobby: shows the problem to everybody and enters the first phase.
  @JsonTypeName("interview.start")
  record InterviewStart() implements Command {}

  /// Freezes what the candidate and the interviewers made; no stream ends.
  @JsonTypeName("interview.end")
  record InterviewEnd() implements Command {}

  @JsonTypeName("timer.pause")
  record TimerPause() implements Command {}

  @JsonTypeName("timer.resume")
  record TimerResume() implements Command {}

  /// Enters the next phase that is not skipped.
  ///
  /// @param from the phase that the sender sees as the present one, so that two people pressing at
  ///   once move on once
  @JsonTypeName("phase.next")
  record PhaseNext(PhaseId from) implements Command {
    public PhaseNext {
      Require.present("from", from);
    }
  }

  /// Enters any phase that is not skipped, earlier or later.
  @JsonTypeName("phase.go")
  record PhaseGo(PhaseId phase) implements Command {
    public PhaseGo {
      Require.present("phase", phase);
    }
  }

  /// Gives a phase more time, taken from the unvisited phases, last first.
  ///
  /// @param seconds 1 to [Limits#PHASE_SECONDS]
  /// @param grow whether the total may grow by what the unvisited phases cannot give
  @JsonTypeName("phase.extend")
  record PhaseExtend(PhaseId phase, @JsonProperty(required = true) long seconds, boolean grow)
      implements Command {
    public PhaseExtend {
      Require.present("phase", phase);
      Require.range("seconds", seconds, 1, Limits.PHASE_SECONDS);
    }
  }

  /// Takes time that is left from a phase and gives it to the next.
  @JsonTypeName("phase.shorten")
  record PhaseShorten(PhaseId phase, @JsonProperty(required = true) long seconds)
      implements Command {
    public PhaseShorten {
      Require.present("phase", phase);
      Require.range("seconds", seconds, 1, Limits.PHASE_SECONDS);
    }
  }

  /// Deals the minutes of an unvisited phase out to the others.
  @JsonTypeName("phase.skip")
  record PhaseSkip(PhaseId phase) implements Command {
    public PhaseSkip {
      Require.present("phase", phase);
    }
  }

  /// Takes a skipped phase in again, with as many of its planned minutes as the unvisited phases
  /// can give.
  @JsonTypeName("phase.restore")
  record PhaseRestore(PhaseId phase) implements Command {
    public PhaseRestore {
      Require.present("phase", phase);
    }
  }

  /// Puts a phase into the framework of an interview that is under way, with time that is taken
  /// from the unvisited phases, last first.
  ///
  /// @param after the phase that it comes behind
  /// @param grow whether the total may grow by what the unvisited phases cannot give
  @JsonTypeName("phase.add")
  record PhaseAdd(Item.Phase phase, PhaseId after, boolean grow) implements Command {
    public PhaseAdd {
      Require.present("phase", phase);
      Require.present("after", after);
    }
  }

  /// Changes what is given; what is absent stays.
  @JsonTypeName("room.configure")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RoomConfigure(
      @Nullable String title,
      @Nullable ClockBy clockBy,
      @Nullable Boolean autoAdvance,
      @Nullable Boolean spectators)
      implements Command {
    public RoomConfigure {
      if (title == null && clockBy == null && autoAdvance == null && spectators == null) {
        throw new IllegalArgumentException(
            "room.configure: nothing to change (expected: title, clockBy, autoAdvance or"
                + " spectators)");
      }
      if (title != null) {
        Require.line("title", title, 1, Limits.TITLE_LENGTH);
      }
    }
  }

  /// Replaces the phases; in the lobby only.
  ///
  /// @param rev the revision that the sender edited
  @JsonTypeName("framework.edit")
  record FrameworkEdit(@JsonProperty(required = true) long rev, List<Item.Phase> phases)
      implements Command {
    public FrameworkEdit {
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      phases = Item.Phase.requireList("phases", phases);
    }
  }

  /// Replaces the problem's text.
  ///
  /// @param rev the revision that the sender edited
  /// @param guide the problem of the guide that it was taken from; none if absent
  @JsonTypeName("problem.edit")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProblemEdit(@JsonProperty(required = true) long rev, String text, @Nullable GuideId guide)
      implements Command {
    public ProblemEdit {
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.lines("text", text, 0, Limits.PROBLEM_LENGTH);
    }
  }

  /// Changes the sender's own name.
  @JsonTypeName("participant.rename")
  record ParticipantRename(String name) implements Command {
    public ParticipantRename {
      Require.line("name", name, 1, Limits.NAME_LENGTH);
    }
  }

  /// Adds a requirement.
  ///
  /// @param id chosen by the sender; a used one is refused
  /// @param order where it goes, at the end of all if absent
  @JsonTypeName("requirement.add")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RequirementAdd(ItemId id, @Nullable OrderKey order, RequirementContent content)
      implements Command {
    public RequirementAdd {
      Require.present("id", id);
      Require.present("content", content);
    }
  }

  /// Replaces a requirement's content.
  ///
  /// @param rev the revision that the sender edited; an outdated one is refused with the present
  ///   item
  @JsonTypeName("requirement.edit")
  record RequirementEdit(
      ItemId id, @JsonProperty(required = true) long rev, RequirementContent content)
      implements Command {
    public RequirementEdit {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("content", content);
    }
  }

  @JsonTypeName("requirement.move")
  record RequirementMove(ItemId id, OrderKey order) implements Command {
    public RequirementMove {
      Require.present("id", id);
      Require.present("order", order);
    }
  }

  /// Takes a requirement away.
  ///
  /// @param rev the revision that the sender saw, so that nobody's newer words vanish
  @JsonTypeName("requirement.remove")
  record RequirementRemove(ItemId id, @JsonProperty(required = true) long rev) implements Command {
    public RequirementRemove {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Adds a core entity.
  ///
  /// @param id chosen by the sender; a used one is refused
  /// @param order where it goes, at the end of all if absent
  @JsonTypeName("entity.add")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EntityAdd(ItemId id, @Nullable OrderKey order, EntityContent content) implements Command {
    public EntityAdd {
      Require.present("id", id);
      Require.present("content", content);
    }
  }

  /// Replaces an entity's content.
  ///
  /// @param rev the revision that the sender edited
  @JsonTypeName("entity.edit")
  record EntityEdit(ItemId id, @JsonProperty(required = true) long rev, EntityContent content)
      implements Command {
    public EntityEdit {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("content", content);
    }
  }

  @JsonTypeName("entity.move")
  record EntityMove(ItemId id, OrderKey order) implements Command {
    public EntityMove {
      Require.present("id", id);
      Require.present("order", order);
    }
  }

  /// Takes a core entity away.
  ///
  /// @param rev the revision that the sender saw
  @JsonTypeName("entity.remove")
  record EntityRemove(ItemId id, @JsonProperty(required = true) long rev) implements Command {
    public EntityRemove {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Adds an endpoint.
  ///
  /// @param id chosen by the sender; a used one is refused
  /// @param order where it goes, at the end of all if absent
  @JsonTypeName("endpoint.add")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EndpointAdd(ItemId id, @Nullable OrderKey order, EndpointContent content)
      implements Command {
    public EndpointAdd {
      Require.present("id", id);
      Require.present("content", content);
    }
  }

  /// Replaces an endpoint's content.
  ///
  /// @param rev the revision that the sender edited
  @JsonTypeName("endpoint.edit")
  record EndpointEdit(ItemId id, @JsonProperty(required = true) long rev, EndpointContent content)
      implements Command {
    public EndpointEdit {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("content", content);
    }
  }

  @JsonTypeName("endpoint.move")
  record EndpointMove(ItemId id, OrderKey order) implements Command {
    public EndpointMove {
      Require.present("id", id);
      Require.present("order", order);
    }
  }

  /// Takes an endpoint away.
  ///
  /// @param rev the revision that the sender saw
  @JsonTypeName("endpoint.remove")
  record EndpointRemove(ItemId id, @JsonProperty(required = true) long rev) implements Command {
    public EndpointRemove {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Adds a step of the data flow.
  ///
  /// @param id chosen by the sender; a used one is refused
  /// @param order where it goes, at the end of all if absent
  @JsonTypeName("step.add")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StepAdd(ItemId id, @Nullable OrderKey order, StepContent content) implements Command {
    public StepAdd {
      Require.present("id", id);
      Require.present("content", content);
    }
  }

  /// Replaces a step's content.
  ///
  /// @param rev the revision that the sender edited
  @JsonTypeName("step.edit")
  record StepEdit(ItemId id, @JsonProperty(required = true) long rev, StepContent content)
      implements Command {
    public StepEdit {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("content", content);
    }
  }

  @JsonTypeName("step.move")
  record StepMove(ItemId id, OrderKey order) implements Command {
    public StepMove {
      Require.present("id", id);
      Require.present("order", order);
    }
  }

  /// Takes a step of the data flow away.
  ///
  /// @param rev the revision that the sender saw
  @JsonTypeName("step.remove")
  record StepRemove(ItemId id, @JsonProperty(required = true) long rev) implements Command {
    public StepRemove {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Draws elements of the board: makes them, or merges properties into them.
  ///
  /// @param elements of distinct ids; 1 to [Limits#ELEMENTS_PER_PUT]
  @JsonTypeName("board.put")
  record BoardPut(List<Drawn> elements) implements Command {
    public BoardPut {
      elements = Require.list("elements", elements, 1, Limits.ELEMENTS_PER_PUT);
      Require.distinct("elements", elements.stream().map(Drawn::id).toList(), 1, elements.size());
    }
  }

  /// What becomes of one element.
  ///
  /// @param base the revision that the sender saw, 0 for a new element
  /// @param nonce 0 to 2^31 - 1
  /// @param set properties that it gets: all of them if it is new, else any but its type
  /// @param unset names of properties that it loses
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Drawn(
      ElementId id,
      @JsonProperty(required = true) long base,
      @JsonProperty(required = true) long nonce,
      ShapeProperties set,
      @Nullable List<String> unset) {
    public Drawn {
      Require.present("id", id);
      Require.range("base", base, 0, Limits.MAX_SAFE_INTEGER);
      Require.range("nonce", nonce, 0, Integer.MAX_VALUE);
      Require.present("set", set);
      if (unset != null) {
        unset = Require.distinct("unset", unset, 0, UNSET);
        unset.forEach(name -> requireLosable(name, set));
      }
      if (base == 0) {
        requireWhole(set, unset);
      } else if (set.has("type")) {
        throw new IllegalArgumentException("set.type: present (expected: with base 0 alone)");
      }
    }

    private static void requireLosable(String name, ShapeProperties set) {
      Require.line("unset", name, 1, Limits.NAME_LENGTH);
      if (set.has(name) || Shape.REQUIRED.contains(name)) {
        throw new IllegalArgumentException(
            "unset: %s, which %s (expected: another)"
                .formatted(name, set.has(name) ? "is set" : "every element has"));
      }
    }

    private static final int UNSET = 50;

    private static void requireWhole(ShapeProperties set, @Nullable List<String> unset) {
      if (unset != null) {
        throw new IllegalArgumentException("unset: present (expected: none with base 0)");
      }
      for (String name : Shape.REQUIRED) {
        Require.present("set." + name, set.get(name));
      }
    }
  }

  /// Takes elements off the board.
  ///
  /// @param elements of distinct ids; 1 to [Limits#ELEMENTS_PER_PUT]
  @JsonTypeName("board.remove")
  record BoardRemove(List<Erased> elements) implements Command {
    public BoardRemove {
      elements = Require.list("elements", elements, 1, Limits.ELEMENTS_PER_PUT);
      Require.distinct("elements", elements.stream().map(Erased::id).toList(), 1, elements.size());
    }
  }

  /// An element that is to go.
  ///
  /// @param base the revision that the sender saw
  record Erased(ElementId id, @JsonProperty(required = true) long base) {
    public Erased {
      Require.present("id", id);
      Require.range("base", base, 1, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Says how a request to an endpoint passes through the board.
  ///
  /// @param id the endpoint's
  /// @param rev the walk's revision that the sender saw, 0 if there was none
  /// @param elements in the order in which the request passes them, each once, 1 to
  ///   [Limits#WALK_ELEMENTS]
  @JsonTypeName("walk.set")
  record WalkSet(ItemId id, @JsonProperty(required = true) long rev, List<ElementId> elements)
      implements Command {
    public WalkSet {
      Require.present("id", id);
      Require.range("rev", rev, 0, Limits.MAX_SAFE_INTEGER);
      elements = Require.distinct("elements", elements, 1, Limits.WALK_ELEMENTS);
    }
  }

  /// Takes the walk of an endpoint away.
  ///
  /// @param rev the revision that the sender saw
  @JsonTypeName("walk.clear")
  record WalkClear(ItemId id, @JsonProperty(required = true) long rev) implements Command {
    public WalkClear {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Replaces what is written of how the design meets a requirement.
  ///
  /// @param id the requirement's
  /// @param rev the dive's revision that the sender saw, 0 if there was none
  /// @param text lines of up to [Limits#ANSWER_LENGTH] units
  @JsonTypeName("dive.write")
  record DiveWrite(ItemId id, @JsonProperty(required = true) long rev, String text)
      implements Command {
    public DiveWrite {
      Require.present("id", id);
      Require.range("rev", rev, 0, Limits.MAX_SAFE_INTEGER);
      Require.lines("text", text, 0, Limits.ANSWER_LENGTH);
    }
  }

  /// Says whether the design meets a requirement.
  ///
  /// @param id the requirement's
  @JsonTypeName("dive.mark")
  record DiveMark(ItemId id, @JsonProperty(required = true) boolean met) implements Command {
    public DiveMark {
      Require.present("id", id);
    }
  }

  /// Adds a finding.
  ///
  /// @param id chosen by the sender; a used one is refused
  /// @param order where it goes, at the end of all if absent
  @JsonTypeName("finding.add")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FindingAdd(ItemId id, @Nullable OrderKey order, FindingContent content)
      implements Command {
    public FindingAdd {
      Require.present("id", id);
      Require.present("content", content);
    }
  }

  /// Replaces a finding's content.
  ///
  /// @param rev the revision that the sender edited
  @JsonTypeName("finding.edit")
  record FindingEdit(ItemId id, @JsonProperty(required = true) long rev, FindingContent content)
      implements Command {
    public FindingEdit {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("content", content);
    }
  }

  @JsonTypeName("finding.move")
  record FindingMove(ItemId id, OrderKey order) implements Command {
    public FindingMove {
      Require.present("id", id);
      Require.present("order", order);
    }
  }

  /// Takes a finding away.
  ///
  /// @param rev the revision that the sender saw
  @JsonTypeName("finding.remove")
  record FindingRemove(ItemId id, @JsonProperty(required = true) long rev) implements Command {
    public FindingRemove {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Says whether the design deals with a finding.
  @JsonTypeName("finding.mark")
  record FindingMark(ItemId id, FindingStatus status) implements Command {
    public FindingMark {
      Require.present("id", id);
      Require.present("status", status);
    }
  }

  /// Edits a document: exactly what `sendableUpdates` of CodeMirror's collab package lists.
  ///
  /// @param base the position that the first update starts from
  /// @param updates each starting where the one before ended; 1 to [Limits#UPDATES_PER_EDIT]
  @JsonTypeName("notes.edit")
  record NotesEdit(DocId doc, Position base, List<TextChange> updates) implements Command {
    public NotesEdit {
      Require.present("doc", doc);
      Require.present("base", base);
      updates = Require.list("updates", updates, 1, Limits.UPDATES_PER_EDIT);
    }
  }

  /// Lets spectators in.
  @JsonTypeName("gallery.open")
  record GalleryOpen() implements Command {}

  /// Sends spectators away and lets none in.
  @JsonTypeName("gallery.close")
  record GalleryClose() implements Command {}

  /// Prepares a probe, for interviewers alone to see.
  ///
  /// @param id chosen by the sender; a used one is refused
  /// @param order where it goes in the queue, at its end if absent
  /// @param bank the guide's entry that it was taken from, if any
  @JsonTypeName("probe.queue")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProbeQueue(
      ItemId id, @Nullable OrderKey order, ProbeContent content, @Nullable GuideId bank)
      implements Command {
    public ProbeQueue {
      Require.present("id", id);
      Require.present("content", content);
    }
  }

  /// Replaces the content of a probe that was not pushed.
  ///
  /// @param rev the plan's revision that the sender edited
  @JsonTypeName("probe.edit")
  record ProbeEdit(ItemId id, @JsonProperty(required = true) long rev, ProbeContent content)
      implements Command {
    public ProbeEdit {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("content", content);
    }
  }

  @JsonTypeName("probe.move")
  record ProbeMove(ItemId id, OrderKey order) implements Command {
    public ProbeMove {
      Require.present("id", id);
      Require.present("order", order);
    }
  }

  /// Takes a probe that was not pushed out of the queue.
  ///
  /// @param rev the plan's revision that the sender saw
  @JsonTypeName("probe.remove")
  record ProbeRemove(ItemId id, @JsonProperty(required = true) long rev) implements Command {
    public ProbeRemove {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Shows a probe to everybody.
  @JsonTypeName("probe.push")
  record ProbePush(ItemId id) implements Command {
    public ProbePush {
      Require.present("id", id);
    }
  }

  /// Puts a pushed probe that nobody has answered back into the queue.
  @JsonTypeName("probe.take-back")
  record ProbeTakeBack(ItemId id) implements Command {
    public ProbeTakeBack {
      Require.present("id", id);
    }
  }

  /// Records, for interviewers alone, that a hint was given with a pushed probe.
  ///
  /// @param text what was said, lines of 1 to [Limits#HINT_LENGTH] units
  @JsonTypeName("probe.hint")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProbeHint(ItemId id, HintLevel level, @Nullable String text) implements Command {
    public ProbeHint {
      Require.present("id", id);
      Require.present("level", level);
      if (text != null) {
        Require.lines("text", text, 1, Limits.HINT_LENGTH);
      }
    }
  }

  /// Replaces the answer to a probe.
  ///
  /// @param rev the probe's revision that the sender saw
  /// @param text lines of up to [Limits#ANSWER_LENGTH] units; none takes the answer away
  @JsonTypeName("probe.answer")
  record ProbeAnswer(ItemId id, @JsonProperty(required = true) long rev, String text)
      implements Command {
    public ProbeAnswer {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.lines("text", text, 0, Limits.ANSWER_LENGTH);
    }
  }

  @JsonTypeName("probe.pin")
  record ProbePin(ItemId id, @JsonProperty(required = true) boolean pinned) implements Command {
    public ProbePin {
      Require.present("id", id);
    }
  }

  /// Says where the talk about a probe stands; only interviewers may close and reopen one.
  @JsonTypeName("probe.mark")
  record ProbeMark(ItemId id, ProbeStatus status) implements Command {
    public ProbeMark {
      Require.present("id", id);
      Require.present("status", status);
    }
  }

  /// Writes down, for interviewers alone, what was noticed now.
  ///
  /// @param id chosen by the sender; a used one is refused
  @JsonTypeName("private-note.add")
  record PrivateNoteAdd(ItemId id, String text) implements Command {
    public PrivateNoteAdd {
      Require.present("id", id);
      Require.lines("text", text, 1, Limits.PRIVATE_NOTE_LENGTH);
    }
  }

  /// Replaces a private note's text; its stamp stays.
  ///
  /// @param rev the revision that the sender edited
  @JsonTypeName("private-note.edit")
  record PrivateNoteEdit(ItemId id, @JsonProperty(required = true) long rev, String text)
      implements Command {
    public PrivateNoteEdit {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      Require.lines("text", text, 1, Limits.PRIVATE_NOTE_LENGTH);
    }
  }

  /// Takes a private note away.
  ///
  /// @param rev the revision that the sender saw
  @JsonTypeName("private-note.remove")
  record PrivateNoteRemove(ItemId id, @JsonProperty(required = true) long rev) implements Command {
    public PrivateNoteRemove {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Marks this moment, for interviewers alone.
  ///
  /// @param id chosen by the sender; a used one is refused
  /// @param label one line, 1 to [Limits#LABEL_LENGTH] units
  @JsonTypeName("bookmark.add")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BookmarkAdd(ItemId id, @Nullable String label) implements Command {
    public BookmarkAdd {
      Require.present("id", id);
      if (label != null) {
        Require.line("label", label, 1, Limits.LABEL_LENGTH);
      }
    }
  }

  /// Replaces a bookmark's label, or takes it away if absent; its stamp stays.
  ///
  /// @param rev the revision that the sender edited
  @JsonTypeName("bookmark.edit")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BookmarkEdit(ItemId id, @JsonProperty(required = true) long rev, @Nullable String label)
      implements Command {
    public BookmarkEdit {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
      if (label != null) {
        Require.line("label", label, 1, Limits.LABEL_LENGTH);
      }
    }
  }

  /// Takes a bookmark away.
  ///
  /// @param rev the revision that the sender saw
  @JsonTypeName("bookmark.remove")
  record BookmarkRemove(ItemId id, @JsonProperty(required = true) long rev) implements Command {
    public BookmarkRemove {
      Require.present("id", id);
      Require.range("rev", rev, 1, Limits.MAX_SAFE_INTEGER);
    }
  }
}
