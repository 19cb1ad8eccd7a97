package greenroom.server.room;

import static greenroom.server.room.Scenario.CARL;
import static greenroom.server.room.Scenario.IVY;
import static greenroom.server.room.Scenario.idOf;

import greenroom.protocol.Change;
import greenroom.protocol.Clock;
import greenroom.protocol.ClockBy;
import greenroom.protocol.Concept;
import greenroom.protocol.EndpointContent;
import greenroom.protocol.EntityContent;
import greenroom.protocol.Event;
import greenroom.protocol.EventType;
import greenroom.protocol.FindingContent;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.OrderKey;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.PhaseId;
import greenroom.protocol.PlanState;
import greenroom.protocol.ProbeContent;
import greenroom.protocol.ProbeStatus;
import greenroom.protocol.RequirementContent;
import greenroom.protocol.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rooms to start tests from, and a one-line notation for timers:
///
/// ```text
/// intro 60/45 x1 | >req! 300/310.5 x2 | hld 900 | wrap skipped
/// ```
///
/// is four phases with budget/spent in seconds and visits; the room is in `req` (`>`), which has
/// expired (`!`).
final class Rooms {
  /// When every test's interview starts.
  static final long T0 = 1_790_000_000_000L;

  /// The plan of every test's room, 2,160 s in all.
  static final String PLAN = "intro 60 | req 300 | hld 900 | deep 600 | wrap 300";

  static final Item.Room SETTINGS =
      new Item.Room(1, "A feed", ClockBy.INTERVIEWERS, false, true, T0);
  static final Item.Framework FRAMEWORK = framework(1, PLAN);
  static final Item.ProblemDraft DRAFT = new Item.ProblemDraft(1, "Design a feed", null);
  static final Item.Problem PROBLEM = new Item.Problem(1, "Design a feed", null);
  static final Item.Participant IVY_JOINED = participant(IVY, "Ivy", 0);
  static final Item.Participant CARL_JOINED = participant(CARL, "Carl", 1);

  private Rooms() {}

  static long second(double seconds) {
    return T0 + Math.round(seconds * 1_000);
  }

  /// A new room that Ivy and Carl have joined.
  static Room lobby() {
    return fold(
        Room.EMPTY,
        happened(EventType.ROOM_CREATED, SETTINGS, FRAMEWORK, lobbyTimer(PLAN)),
        happened(EventType.PROBLEM_DRAFTED, DRAFT),
        happened(EventType.PARTICIPANT_JOINED, IVY_JOINED),
        happened(EventType.PARTICIPANT_JOINED, CARL_JOINED));
  }

  /// A room whose interview has come to this timer.
  static Room with(Item.Timer timer) {
    return fold(
        lobby(),
        happened(EventType.INTERVIEW_STARTED, timer, PROBLEM),
        removed(EventType.PROBLEM_RELEASED, DRAFT));
  }

  static Room running() {
    return with(running(0, ">intro 60/0 x1 | req 300 | hld 900 | deep 600 | wrap 300"));
  }

  static Room paused() {
    return with(paused(0, ">intro 60/0 x1 | req 300 | hld 900 | deep 600 | wrap 300"));
  }

  static Room ended() {
    return with(ended(0, "intro 60/0 x1 | req 300 | hld 900 | deep 600 | wrap 300"));
  }

  static Event happened(EventType type, Item... items) {
    return Event.of(
        T0, null, type, Arrays.stream(items).map(item -> (Change) new Change.Put(item)).toList());
  }

  static Event removed(EventType type, Item item) {
    return Event.of(T0, null, type, List.of(new Change.Remove(item.key())));
  }

  static Room fold(Room room, Event... events) {
    Room folded = room;
    for (Event event : events) {
      folded = Evolution.evolve(folded, Entry.after(folded.heads(), event, null));
    }
    return folded;
  }

  static Item.Framework framework(long rev, String plan) {
    return new Item.Framework(
        rev,
        times(plan).stream()
            .map(time ->
                new Item.Phase(time.phase(), name(time.phase()), time.budgetMillis() / 1_000))
            .toList());
  }

  private static String name(PhaseId id) {
    return "Phase " + id;
  }

  static Item.Timer lobbyTimer(String plan) {
    return new Item.Timer(new Clock.Lobby(), times(plan));
  }

  static Item.Timer running(double since, String phases) {
    return new Item.Timer(
        new Clock.Running(T0, present(phases), second(since), phases.contains("!")), times(phases));
  }

  static Item.Timer paused(double since, String phases) {
    return new Item.Timer(
        new Clock.Paused(T0, present(phases), second(since), phases.contains("!")), times(phases));
  }

  static Item.Timer ended(double at, String phases) {
    return new Item.Timer(new Clock.Ended(T0, second(at)), times(phases));
  }

  private static PhaseId present(String phases) {
    String marked = phases.substring(phases.indexOf('>') + 1);
    return new PhaseId(marked.split("[ !]", 2)[0]);
  }

  private static List<Item.PhaseTime> times(String phases) {
    return Stream.of(phases.split(" \\| ", -1)).map(Rooms::time).toList();
  }

  private static Item.PhaseTime time(String notation) {
    String[] words = notation.split(" ", -1);
    PhaseId id = new PhaseId(words[0].replace(">", "").replace("!", ""));
    if (words[1].equals("skipped")) {
      return new Item.PhaseTime(id, 0, 0, 0, true);
    }
    String[] budgetAndSpent = words[1].split("/", -1);
    return new Item.PhaseTime(
        id,
        millis(budgetAndSpent[0]),
        budgetAndSpent.length > 1 ? millis(budgetAndSpent[1]) : 0,
        words.length > 2 ? Integer.parseInt(words[2].substring(1)) : 0,
        false);
  }

  private static long millis(String seconds) {
    return new BigDecimal(seconds).movePointRight(3).longValueExact();
  }

  static Item.Participant participant(Actor actor, String name, int color) {
    return new Item.Participant(idOf(actor), name, actor.role(), color);
  }

  /// Further participants, all candidates.
  static Event[] participants(int count) {
    List<Event> joined = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Actor actor = new Actor(new ParticipantId("p%016x".formatted(0xabc00 + i)), Role.CANDIDATE);
      joined.add(happened(EventType.PARTICIPANT_JOINED, participant(actor, "Guest " + i, 0)));
    }
    return joined.toArray(Event[]::new);
  }

  static ItemId id(int number) {
    return new ItemId("requirement%05d".formatted(number));
  }

  static RequirementContent says(String text) {
    return new RequirementContent(
        RequirementContent.Style.FUNCTIONAL, text, RequirementContent.Scope.CORE, null, null);
  }

  /// A requirement by Ivy.
  static Item.Requirement requirement(int number, long rev, String order, String text) {
    return new Item.Requirement(id(number), rev, new OrderKey(order), idOf(IVY), says(text));
  }

  static EntityContent resource(String name) {
    return new EntityContent(EntityContent.EntityRole.RESOURCE, name, List.of(), null);
  }

  /// A GET of `path` that serves these requirements.
  static EndpointContent get(String path, ItemId... requirements) {
    return new EndpointContent(
        EndpointContent.Style.REST,
        EndpointContent.Method.GET,
        path,
        null,
        null,
        null,
        null,
        null,
        List.of(requirements),
        List.of());
  }

  /// An endpoint by Ivy.
  static Item.Endpoint endpoint(int number, String path) {
    return new Item.Endpoint(id(number), 1, new OrderKey("a0"), idOf(IVY), get(path));
  }

  static FindingContent bottleneck(String text) {
    return new FindingContent(FindingContent.Type.BOTTLENECK, text, null);
  }

  static ProbeContent asks(String question) {
    return new ProbeContent(question, new PhaseId("deep"), Concept.SCALING, id(1));
  }

  /// A probe that Ivy queued.
  static Item.ProbePlan queued(int number, long rev, String order, String question) {
    return plan(number, rev, order, question, PlanState.QUEUED);
  }

  /// A probe that Ivy queued, after its push.
  static Item.ProbePlan delivered(
      int number, long rev, String order, String question, Item.Hint... hints) {
    return plan(number, rev, order, question, PlanState.PUSHED, hints);
  }

  static Item.ProbePlan plan(
      int number, long rev, String order, String question, PlanState state, Item.Hint... hints) {
    return new Item.ProbePlan(
        id(number),
        rev,
        new OrderKey(order),
        idOf(IVY),
        asks(question),
        null,
        state,
        List.of(hints));
  }

  /// A probe as it is pushed at [#T0] by Ivy.
  static Item.Probe probe(int number, String question) {
    return probe(number, 1, question, ProbeStatus.OPEN, false, null);
  }

  static Item.Probe probe(
      int number,
      long rev,
      String question,
      ProbeStatus status,
      boolean pinned,
      Item.@Nullable ProbeAnswer answer) {
    return new Item.Probe(id(number), rev, idOf(IVY), T0, asks(question), status, pinned, answer);
  }
}
