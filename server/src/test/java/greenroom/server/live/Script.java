package greenroom.server.live;

import greenroom.protocol.Clock;
import greenroom.protocol.ClockBy;
import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.GuideId;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.ItemKey;
import greenroom.protocol.ItemKind;
import greenroom.protocol.LogPosition;
import greenroom.protocol.OrderKey;
import greenroom.protocol.PhaseId;
import greenroom.protocol.RequirementContent;
import greenroom.protocol.Role;
import greenroom.protocol.Signal;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a person does next, more or less at random.
final class Script {
  private final Role role;
  private final String label;
  private final Chance chance;

  /// How much of what is done is typing.
  private final double typing;

  /// Whether people type at the same few places, where rebasing is hardest.
  private final boolean crowded;

  private final Revisions revisions = new Revisions();
  private final ProbeScript probes;
  private final AsideScript asides;
  private final DesignScript designs;
  private final BoardScript board;
  private int count;

  Script(Role role, String label, Chance chance) {
    this.role = role;
    this.label = label;
    this.chance = chance;
    this.typing = chance.one(List.of(0.1, 0.4, 0.7));
    this.crowded = chance.of(0.7);
    this.probes = new ProbeScript(label, chance.split(), revisions);
    this.asides = new AsideScript(chance.split(), revisions);
    this.designs = new DesignScript(label, chance.split(), revisions);
    this.board = new BoardScript(label, chance.split());
  }

  /// The document to type into, if that is what comes next.
  @Nullable DocId docToType() {
    if (role == Role.SPECTATOR || !chance.of(typing)) {
      return null;
    }
    return role == Role.INTERVIEWER && chance.of(0.3) ? DocId.PRIVATE : DocId.NOTES;
  }

  /// Types into a document.
  void type(CollabText doc, DocId id) {
    String text = doc.shown();
    List<Replacement> replacements = new ArrayList<>();
    for (int i = chance.of(0.2) ? 2 : 1; i > 0; i--) {
      int from = place(text, crowded ? Math.min(4, text.length()) : text.length());
      int to = chance.of(0.4) ? place(text, Math.min(text.length(), from + 4)) : from;
      String insert = to != from && chance.of(0.5) ? "" : written(id, text.length());
      replacements.add(new Replacement(Math.min(from, to), Math.max(from, to), insert));
    }
    ChangeSet update = ChangeSet.of(replacements, text.length());
    if (!update.isEmpty()) {
      doc.type(update);
    }
  }

  private String written(DocId id, int length) {
    String letters =
        switch (chance.below(5)) {
          case 0 -> "🎙";
          case 1 -> "a\nb";
          case 2 -> length > 200 ? "" : chance.letters(12);
          default -> chance.letters(1);
        };
    return id == DocId.PRIVATE ? Privacy.NOTE + letters : letters;
  }

  /// A place in a text, never inside a surrogate pair.
  private int place(String text, int most) {
    int at = chance.below(most + 1);
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  /// The next commands; all are sent at once.
  List<Command> next(ClientState state) {
    if (role == Role.SPECTATOR) {
      return chance.of(0.1) ? List.of(new Command.TimerPause()) : List.of();
    }
    if (role == Role.INTERVIEWER && chance.of(0.1) && isInLobby(state)) {
      return List.of(new Command.InterviewStart());
    }
    return switch (chance.below(role == Role.INTERVIEWER ? 32 : 23)) {
      case 0, 1 -> List.of(add());
      case 2 -> addAndEdit();
      case 3, 4 -> List.of(onRequirement(state));
      case 5 -> List.of(new Command.ParticipantRename(label + " " + count++));
      case 6, 7, 8, 9 -> List.of(ofTheClock(state));
      case 10 -> List.of(new Command.ProblemEdit(chance.between(1, 2), "P" + count++, null));
      case 11 -> burst();
      case 12, 13, 14, 15 -> probes.onProbes(state, role);
      case 16, 17, 18 -> designs.next(state);
      case 19, 20, 21 -> List.of(board.next(state));
      case 22 -> List.of(gallery());
      case 23 -> List.of(problem(state));
      case 24 -> List.of(configure());
      case 25 -> List.of(framework(state));
      case 26, 27, 28, 29 -> probes.onPlans(state);
      case 30 -> chance.of(0.5) ? asides.onPrivateNotes(state) : asides.onBookmarks(state);
      default ->
          List.of(chance.of(0.04) ? new Command.InterviewEnd() : new Command.InterviewStart());
    };
  }

  private Command gallery() {
    return chance.of(0.2) ? new Command.GalleryClose() : new Command.GalleryOpen();
  }

  private List<Command> burst() {
    List<Command> many = new ArrayList<>();
    for (int i = (int) chance.between(2, 12); i > 0; i--) {
      many.add(add());
    }
    return many;
  }

  private Command add() {
    ItemId id = new ItemId(chance.letters(16));
    return new Command.RequirementAdd(id, null, content());
  }

  /// A client may go on with what it made without waiting for the answer.
  private List<Command> addAndEdit() {
    ItemId id = new ItemId(chance.letters(16));
    return List.of(
        new Command.RequirementAdd(id, new OrderKey("a" + chance.below(10)), content()),
        new Command.RequirementEdit(id, 1, content()),
        new Command.RequirementEdit(id, 2, content()));
  }

  private RequirementContent content() {
    return new RequirementContent(
        RequirementContent.Style.FUNCTIONAL,
        label + " wants " + count++,
        RequirementContent.Scope.CORE,
        null,
        null);
  }

  private Command onRequirement(ClientState state) {
    List<Item.Requirement> all = state.all(Item.Requirement.class);
    if (all.isEmpty()) {
      return add();
    }
    Item.Requirement one = chance.one(all);
    long rev = revisions.of(one.key(), one.rev());
    return switch (chance.below(5)) {
      case 0 -> new Command.RequirementRemove(one.id(), one.rev());
      case 1 -> new Command.RequirementMove(one.id(), chance.one(all).order());
      case 2 -> new Command.RequirementMove(one.id(), OrderKey.between(one.order(), null));
      default -> new Command.RequirementEdit(one.id(), rev, content());
    };
  }

  void sent(Command command) {
    revisions.sent(command);
  }

  void refused() {
    revisions.refused();
  }

  private Command ofTheClock(ClientState state) {
    PhaseId phase = phase(state);
    return switch (chance.below(10)) {
      case 0 -> new Command.TimerPause();
      case 1, 2 -> new Command.TimerResume();
      case 3 -> new Command.PhaseGo(phase);
      case 4 -> new Command.PhaseExtend(phase, chance.between(1, 3), chance.of(0.3));
      case 5 -> new Command.PhaseShorten(phase, 1);
      case 6 -> new Command.PhaseSkip(phase);
      case 7 -> new Command.PhaseRestore(phase);
      case 8 -> new Command.PhaseAdd(extra(), phase, chance.of(0.3));
      default -> new Command.PhaseNext(present(state, phase));
    };
  }

  private Item.Phase extra() {
    return new Item.Phase(
        new PhaseId("extra-" + chance.letters(8)), "Extra " + count++, chance.between(0, 2));
  }

  private static boolean isInLobby(ClientState state) {
    return state.item(Item.Timer.KEY) instanceof Item.Timer timer
        && timer.clock() instanceof Clock.Lobby;
  }

  private static PhaseId present(ClientState state, PhaseId otherwise) {
    Clock clock = state.item(Item.Timer.KEY) instanceof Item.Timer timer ? timer.clock() : null;
    return switch (clock) {
      case Clock.Running running -> running.phase();
      case Clock.Paused paused -> paused.phase();
      case Clock.Lobby _, Clock.Ended _ -> otherwise;
      case null -> otherwise;
    };
  }

  private PhaseId phase(ClientState state) {
    return state.item(Item.Timer.KEY) instanceof Item.Timer timer
        ? chance.one(timer.phases()).phase()
        : new PhaseId("nowhere");
  }

  private Command problem(ClientState state) {
    String text = Privacy.PROBLEM + "problem " + label + count++;
    GuideId guide =
        chance.of(0.5)
            ? new GuideId(Privacy.PROBLEM_GUIDE + chance.letters(9).toLowerCase(Locale.ROOT))
            : null;
    return state.item(Item.ProblemDraft.KEY) instanceof Item.ProblemDraft draft
        ? new Command.ProblemEdit(draft.rev(), text, guide)
        : new Command.ProblemEdit(
            state.item(Item.Problem.KEY) instanceof Item.Problem problem ? problem.rev() : 1,
            text,
            guide);
  }

  private Command configure() {
    return new Command.RoomConfigure(
        "Title " + count++, chance.one(List.of(ClockBy.values())), chance.of(0.5), chance.of(0.85));
  }

  private Command framework(ClientState state) {
    long rev = state.item(Item.Framework.KEY) instanceof Item.Framework plan ? plan.rev() : 1;
    return new Command.FrameworkEdit(rev, phases(chance));
  }

  /// A framework short enough to run out while somebody looks.
  static List<Item.Phase> phases(Chance chance) {
    List<Item.Phase> phases = new ArrayList<>();
    for (int i = (int) chance.between(1, 5); i > 0; i--) {
      phases.add(
          new Item.Phase(
              new PhaseId("phase-" + i), "Phase " + i, i == 1 ? 2 : chance.between(0, 4)));
    }
    return phases;
  }

  /// Something that the tab does right now. Who may not know of the private side tries all the
  /// same.
  Signal signal(ClientState state) {
    DocId doc = chance.one(List.of(DocId.values()));
    return switch (chance.below(5)) {
      case 0 -> new Signal.Look(new PhaseId("phase-" + chance.between(1, 3)));
      case 1 -> new Signal.Typing(doc, null);
      case 2 ->
          new Signal.Typing(
              null, new ItemKey(chance.one(List.of(ItemKind.values())), "item" + chance.below(3)));
      case 3 -> board.signal();
      default ->
          new Signal.Selection(
              doc,
              LogPosition.START,
              List.of(new Signal.Range(chance.below(10), chance.below(10))));
    };
  }
}
