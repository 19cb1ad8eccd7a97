package greenroom.server.live;

import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.TabId;
import greenroom.server.live.Violation.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One run: everybody is busy while faults strike, then the faults end, and everything must come to
/// rest at the same state.
final class RoomSim {
  /// How long everybody has to come to rest once the faults end.
  private static final long PATIENCE_MILLIS = 60_000;

  /// Longer than anything that is late can be.
  private static final long LATEST_MILLIS = 8_000;

  /// How late a phase may run out.
  private static final long EXPIRY_MILLIS = 3_000;

  private static final long LOOK_MILLIS = 50;

  /// Longer than a server believes that somebody is there who is not.
  private static final long GHOST_MILLIS = 25_000;

  private final SimWorld world;
  private final Chance chance;
  private final long busyEnd;
  private boolean deleted;

  RoomSim(Scenario scenario, boolean traced) {
    world = new SimWorld(scenario, traced);
    chance = world.chance();
    busyEnd = world.loop().now() + scenario.busyMillis();
    for (int i = 0; i < scenario.clients(); i++) {
      Role role =
          switch (i) {
            case 0 -> Role.INTERVIEWER;
            case 1 -> Role.CANDIDATE;
            default -> chance.one(List.of(Role.values()));
          };
      boolean stream = i > 1 && chance.of(role == Role.SPECTATOR ? 0.5 : 0.1);
      begin(world.addClient(role, chance.letters(22), stream));
    }
  }

  Trace trace() {
    return world.trace();
  }

  void run() {
    world.weather().rise();
    planFaults();
    planDeletion();
    world.runTo(busyEnd);
    world.weather().calmDown();
    world.trace().say(() -> "the faults end");
    world.nodes().stream().filter(node -> !node.isUp()).forEach(SimNode::start);
    if (deleted) {
      checkDeleted();
      return;
    }
    comeToRest();
    world.runTo(world.loop().now() + LATEST_MILLIS);
    comeToRest();
    checkStates();
    if (chance.of(0.3)) {
      // Those who went away without a word are noticed by now.
      world.runTo(world.loop().now() + GHOST_MILLIS);
      comeToRest();
      checkPresence();
    }
    checkLonelyDeadline();
  }

  // Being busy.

  private void begin(SimClient client) {
    client.connectLater(chance.between(0, 800));
    long pace = chance.one(List.of(30L, 80L, 200L, 500L));
    actLater(client, pace, chance.split());
  }

  private void actLater(SimClient client, long pace, Chance by) {
    world
        .loop()
        .after(
            by.between(1, 2 * pace),
            () -> {
              if (world.loop().now() < busyEnd && client.over() == null) {
                disturb(client, pace, by);
                client.act();
                actLater(client, pace, by);
              }
            });
  }

  /// What happens to people about once in so many seconds.
  private void disturb(SimClient client, long pace, Chance by) {
    double perSecond = pace / 1000.0;
    Weather weather = world.weather();
    if (weather.strikes(Fault.DROP, 0.3 * perSecond)) {
      client.drop();
    } else if (weather.strikes(Fault.HALF_OPEN, 0.3 * perSecond)) {
      client.goOnElsewhere();
    } else if (weather.strikes(Fault.RELOAD, 0.05 * perSecond)) {
      client.reload();
    } else if (weather.strikes(Fault.VANISH, 0.02 * perSecond)) {
      client.vanish();
    } else if (weather.strikes(Fault.SECOND_TAB, 0.05 * perSecond) && world.clients().size() < 8) {
      begin(world.addClient(client.role(), client.person(), client.isStream()));
    } else if (by.of(0.1 * perSecond)) {
      client.fetchForFun();
    }
  }

  private void planFaults() {
    later(Fault.LOST_TAIL, 2, world::cutTail);
    later(
        Fault.ROTATION, 2, () -> world.rotate(chance.one(List.of(Role.CANDIDATE, Role.SPECTATOR))));
    later(Fault.OUTAGE, 2, () -> world.weather().outage(chance.between(50, 4_000)));
    later(
        Fault.CRASH,
        4,
        () -> {
          SimNode node = chance.one(world.nodes());
          if (node.isUp()) {
            node.crash();
            world.loop().after(chance.between(10, 2_000), () -> restart(node));
          }
        });
  }

  private void restart(SimNode node) {
    if (!node.isUp()) {
      node.start();
    }
  }

  private void later(Fault fault, int most, Runnable strike) {
    for (int i = chance.below(most + 1); i > 0; i--) {
      long when =
          chance.between(world.loop().now() + 200, Math.max(world.loop().now() + 200, busyEnd));
      world
          .loop()
          .at(
              when,
              () -> {
                if (!deleted && world.weather().strikes(fault, 1)) {
                  strike.run();
                }
              });
    }
  }

  /// In a few runs an interviewer deletes the room.
  private void planDeletion() {
    if (chance.of(0.03)) {
      world
          .loop()
          .at(
              busyEnd - 300,
              () -> {
                SimNode node = world.someNode(chance);
                if (node != null) {
                  deleted = true;
                  world.trace().say(() -> "the room is deleted by way of " + node.name());
                  world.store().delete(world.room());
                }
              });
    }
  }

  // Coming to rest.

  private void comeToRest() {
    long end = world.loop().now() + PATIENCE_MILLIS;
    while (!isAtRest()) {
      if (world.loop().now() >= end) {
        throw world
            .trace()
            .violated(
                Rule.STUCK,
                "not at rest: "
                    + world.clients().stream().filter(client -> !isAtRest(client)).toList()
                    + ", the log is at "
                    + world.oracle().head(Role.INTERVIEWER));
      }
      world.runTo(world.loop().now() + LOOK_MILLIS);
    }
  }

  private boolean isAtRest() {
    return world.clients().stream().allMatch(this::isAtRest);
  }

  private boolean isAtRest(SimClient client) {
    return client.isQuiet()
        && (client.over() != null || world.oracle().head(client.role()).equals(client.position()));
  }

  private void checkStates() {
    Long due = world.oracle().due();
    if (due != null && due + EXPIRY_MILLIS < world.loop().now()) {
      throw world
          .trace()
          .violated(
              Rule.EXPIRY,
              "the phase should have run out " + (world.loop().now() - due) + " ms ago");
    }
    for (SimClient client : world.clients()) {
      if (client.over() != null) {
        continue;
      }
      if (client.role() == Role.SPECTATOR && !world.oracle().letsSpectatorsIn()) {
        throw world.trace().violated(Rule.GALLERY, client + " watches a room that lets none in");
      }
      String fold = world.oracle().room().seenBy(client.role()).digest();
      if (!client.digest().equals(fold)) {
        throw world.trace().violated(Rule.STATE, client + " does not have the log's fold");
      }
    }
  }

  /// Everybody knows who is here, and nobody is here by an old link.
  private void checkPresence() {
    List<SimClient> here =
        world.clients().stream().filter(client -> client.over() == null).toList();
    Set<TabId> tabs =
        here.stream()
            .filter(client -> !client.isStream() && client.role() != Role.SPECTATOR)
            .map(client -> TabId.of(world.room(), client.session()))
            .collect(Collectors.toSet());
    long spectators = here.stream().filter(client -> client.role() == Role.SPECTATOR).count();
    for (SimClient client : here) {
      ServerFrame.Presence told = client.presence();
      if (told == null
          || told.spectators() != spectators
          || told.people().size() != tabs.size()
          || !told.people().stream()
              .map(ServerFrame.Here::tab)
              .collect(Collectors.toSet())
              .equals(tabs)) {
        throw world
            .trace()
            .violated(
                Rule.PRESENCE,
                client + " was told " + told + ", here are " + tabs + " and " + spectators);
      }
      if (!client.cameByPresentLink()) {
        throw world.trace().violated(Rule.CLOSED, client + " is here by an old link");
      }
    }
  }

  private void checkDeleted() {
    world.runTo(world.loop().now() + PATIENCE_MILLIS);
    if (!world.store().keys(world.room()).isEmpty()) {
      throw world.trace().violated(Rule.LEFTOVERS, "the deleted room has left something");
    }
    for (SimClient client : world.clients()) {
      if (client.over() == null) {
        throw world.trace().violated(Rule.STUCK, client + " was not told that the room is gone");
      }
    }
  }

  /// Everybody leaves and every node starts anew: the phases still run out.
  private void checkLonelyDeadline() {
    if (!chance.of(0.3)) {
      return;
    }
    world.trace().say(() -> "everybody leaves");
    for (SimClient client : world.clients()) {
      if (client.over() == null) {
        client.vanish();
      }
    }
    world.runTo(world.loop().now() + 1_000);
    world.nodes().forEach(SimNode::crash);
    world.nodes().forEach(SimNode::start);
    for (int phases = 0; phases < 8; phases++) {
      Long due = world.oracle().due();
      if (due == null) {
        return;
      }
      world.runTo(Math.max(due, world.loop().now()) + EXPIRY_MILLIS);
      if (due.equals(world.oracle().due())) {
        throw world
            .trace()
            .violated(Rule.EXPIRY, "nobody is here, and the phase did not run out at " + due);
      }
    }
  }
}
