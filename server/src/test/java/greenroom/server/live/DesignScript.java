package greenroom.server.live;

import greenroom.protocol.Command;
import greenroom.protocol.ElementId;
import greenroom.protocol.EndpointContent;
import greenroom.protocol.EntityContent;
import greenroom.protocol.FindingContent;
import greenroom.protocol.FindingStatus;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.Listed;
import greenroom.protocol.OrderKey;
import greenroom.protocol.StepContent;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a person does with the design beside its requirements.
final class DesignScript {
  private final String label;
  private final Chance chance;
  private final Revisions revisions;
  private int count;

  DesignScript(String label, Chance chance, Revisions revisions) {
    this.label = label;
    this.chance = chance;
    this.revisions = revisions;
  }

  List<Command> next(ClientState state) {
    return List.of(
        switch (chance.below(8)) {
          case 0 ->
              onList(
                  state.all(Item.Entity.class),
                  new ListCommands<>(
                      Command.EntityAdd::new,
                      Command.EntityEdit::new,
                      Command.EntityMove::new,
                      Command.EntityRemove::new,
                      this::entity));
          case 1, 2 ->
              onList(
                  state.all(Item.Endpoint.class),
                  new ListCommands<>(
                      Command.EndpointAdd::new,
                      Command.EndpointEdit::new,
                      Command.EndpointMove::new,
                      Command.EndpointRemove::new,
                      () -> endpoint(state)));
          case 3 ->
              onList(
                  state.all(Item.Step.class),
                  new ListCommands<>(
                      Command.StepAdd::new,
                      Command.StepEdit::new,
                      Command.StepMove::new,
                      Command.StepRemove::new,
                      () -> new StepContent(words())));
          case 4, 5 -> chance.of(0.5) ? onWalks(state) : onDives(state);
          default -> onFindings(state);
        });
  }

  /// The commands of a list, and what is written into it.
  private record ListCommands<C>(
      Add<C> add,
      Edit<C> edit,
      BiFunction<ItemId, OrderKey, Command> move,
      BiFunction<ItemId, Long, Command> remove,
      Supplier<C> content) {}

  private interface Add<C> {
    Command of(ItemId id, @Nullable OrderKey order, C content);
  }

  private interface Edit<C> {
    Command of(ItemId id, long rev, C content);
  }

  private <T extends Item & Listed<C>, C> Command onList(List<T> all, ListCommands<C> commands) {
    if (all.isEmpty() || chance.of(0.3)) {
      OrderKey order = chance.of(0.3) ? new OrderKey("a" + chance.below(10)) : null;
      return commands.add().of(new ItemId(chance.letters(16)), order, commands.content().get());
    }
    T one = chance.one(all);
    long rev = revisions.of(one.key(), one.rev());
    return switch (chance.below(5)) {
      case 0 -> commands.remove().apply(one.id(), rev);
      case 1 -> commands.move().apply(one.id(), chance.one(all).order());
      default -> commands.edit().of(one.id(), rev, commands.content().get());
    };
  }

  private EntityContent entity() {
    return new EntityContent(
        chance.one(List.of(EntityContent.EntityRole.values())),
        words(),
        chance.of(0.5)
            ? List.of(new EntityContent.Field(words(), null, EntityContent.Mark.KEY, null))
            : List.of(),
        null);
  }

  private EndpointContent endpoint(ClientState state) {
    List<Item.Requirement> requirements = state.all(Item.Requirement.class);
    return new EndpointContent(
        EndpointContent.Style.MESSAGE,
        null,
        null,
        null,
        EndpointContent.Direction.TO_SERVER,
        words(),
        null,
        null,
        requirements.isEmpty() ? List.of() : List.of(chance.one(requirements).id()),
        List.of());
  }

  private Command onWalks(ClientState state) {
    ItemId id = oneOf(state.all(Item.Endpoint.class));
    long seen = state.item(Item.Walk.keyOf(id)) instanceof Item.Walk walk ? walk.rev() : 0;
    long rev = revisions.of(Item.Walk.keyOf(id), seen);
    return rev > 0 && chance.of(0.3)
        ? new Command.WalkClear(id, rev)
        : new Command.WalkSet(id, rev, List.of(new ElementId("box-" + chance.below(3))));
  }

  private Command onDives(ClientState state) {
    ItemId id = oneOf(state.all(Item.Requirement.class));
    long seen = state.item(Item.Dive.keyOf(id)) instanceof Item.Dive dive ? dive.rev() : 0;
    return chance.of(0.3)
        ? new Command.DiveMark(id, chance.of(0.5))
        : new Command.DiveWrite(id, revisions.of(Item.Dive.keyOf(id), seen), words());
  }

  /// One that is there, or that may have been.
  private ItemId oneOf(List<? extends Listed<?>> all) {
    return all.isEmpty() ? new ItemId(chance.letters(16)) : chance.one(all).id();
  }

  private Command onFindings(ClientState state) {
    List<Item.Finding> findings = state.all(Item.Finding.class);
    return !findings.isEmpty() && chance.of(0.3)
        ? new Command.FindingMark(
            chance.one(findings).id(), chance.one(List.of(FindingStatus.values())))
        : onList(
            findings,
            new ListCommands<>(
                Command.FindingAdd::new,
                Command.FindingEdit::new,
                Command.FindingMove::new,
                Command.FindingRemove::new,
                () -> new FindingContent(FindingContent.Type.BOTTLENECK, words(), null)));
  }

  private String words() {
    return label + " designs " + count++;
  }
}
