package greenroom.server.live;

import greenroom.protocol.Command;
import greenroom.protocol.Concept;
import greenroom.protocol.GuideId;
import greenroom.protocol.HintLevel;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.OrderKey;
import greenroom.protocol.PhaseId;
import greenroom.protocol.PlanState;
import greenroom.protocol.ProbeContent;
import greenroom.protocol.ProbeStatus;
import greenroom.protocol.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person does with probes. All that must not be seen before a push, or ever, is marked for
/// [Privacy].
final class ProbeScript {
  private final String label;
  private final Chance chance;
  private final Revisions revisions;

  /// As they were last; some are no longer there.
  private final Map<ItemId, Item.Probe> seen = new LinkedHashMap<>();

  private int count;

  ProbeScript(String label, Chance chance, Revisions revisions) {
    this.label = label;
    this.chance = chance;
    this.revisions = revisions;
  }

  /// What an interviewer does with plans.
  List<Command> onPlans(ClientState state) {
    List<Item.ProbePlan> plans = state.all(Item.ProbePlan.class);
    if (plans.isEmpty() || chance.of(0.2)) {
      return chance.of(0.3) ? queueAndGoOn() : List.of(queue(newId()));
    }
    List<Item.ProbePlan> pushed =
        plans.stream().filter(plan -> plan.state() == PlanState.PUSHED).toList();
    if (!pushed.isEmpty() && chance.of(0.4)) {
      return List.of(onPushed(chance.one(pushed).id()));
    }
    return List.of(onPlan(chance.one(plans), plans));
  }

  private Command onPlan(Item.ProbePlan plan, List<Item.ProbePlan> all) {
    long rev = revisions.of(plan.key(), plan.rev());
    return switch (chance.below(10)) {
      case 0, 1 -> new Command.ProbeEdit(plan.id(), rev, content());
      case 2 -> new Command.ProbeMove(plan.id(), chance.one(all).order());
      case 3 -> new Command.ProbeMove(plan.id(), OrderKey.between(plan.order(), null));
      case 4 -> new Command.ProbeRemove(plan.id(), rev);
      default -> new Command.ProbePush(plan.id());
    };
  }

  private Command onPushed(ItemId id) {
    return chance.of(0.5)
        ? new Command.ProbeTakeBack(id)
        : new Command.ProbeHint(
            id,
            chance.one(List.of(HintLevel.values())),
            chance.of(0.8) ? Privacy.NOTE + "hint " + count++ : null);
  }

  /// Some go on with what they made without waiting for the answer.
  private List<Command> queueAndGoOn() {
    ItemId id = newId();
    return List.of(
        queue(id),
        new Command.ProbeEdit(id, 1, content()),
        new Command.ProbePush(id),
        new Command.ProbeHint(id, HintLevel.NUDGE, Privacy.NOTE + "early " + count++));
  }

  private Command queue(ItemId id) {
    return new Command.ProbeQueue(
        id,
        chance.of(0.3) ? new OrderKey("a" + chance.below(10)) : null,
        content(),
        chance.of(0.5) ? new GuideId(Privacy.SECRET_ID + chance.letters(9)) : null);
  }

  private ItemId newId() {
    return new ItemId(Privacy.PLANNED_ID + chance.letters(Privacy.TOKEN_LENGTH));
  }

  private ProbeContent content() {
    return new ProbeContent(
        Privacy.QUESTION + chance.letters(Privacy.TOKEN_LENGTH) + " asks " + label + count++,
        chance.of(0.3) ? new PhaseId("phase-1") : null,
        chance.of(0.5) ? chance.one(List.of(Concept.values())) : null,
        chance.of(0.3) ? new ItemId(chance.letters(16)) : null);
  }

  /// What anybody does with the probes that they see; a candidate tries more than is allowed.
  List<Command> onProbes(ClientState state, Role role) {
    List<Item.Probe> probes = state.all(Item.Probe.class);
    probes.forEach(probe -> seen.put(probe.id(), probe));
    if (seen.isEmpty()) {
      return List.of();
    }
    Item.Probe one =
        chance.one(probes.isEmpty() || chance.of(0.3) ? List.copyOf(seen.values()) : probes);
    return List.of(
        switch (chance.below(12)) {
          case 0, 1, 2, 3 -> answer(one, label + " answers " + count++);
          case 4 -> answer(one, "");
          case 5, 6 -> new Command.ProbePin(one.id(), chance.of(0.5));
          case 7, 8, 9 ->
              new Command.ProbeMark(
                  one.id(),
                  chance.of(0.2)
                      ? ProbeStatus.CLOSED
                      : chance.one(List.of(ProbeStatus.OPEN, ProbeStatus.PARKED)));
          case 10 ->
              role == Role.CANDIDATE
                  ? new Command.ProbeTakeBack(one.id())
                  : new Command.ProbeMark(one.id(), ProbeStatus.OPEN);
          default ->
              role == Role.CANDIDATE
                  ? new Command.ProbeHint(one.id(), HintLevel.NUDGE, null)
                  : new Command.ProbePush(one.id());
        });
  }

  private Command answer(Item.Probe one, String text) {
    return new Command.ProbeAnswer(one.id(), revisions.of(one.key(), one.rev()), text);
  }
}
