package greenroom.server.redis;

import greenroom.protocol.LogName;
import greenroom.protocol.RoomId;
import greenroom.server.live.Attendance;
import greenroom.server.live.Clock;
import greenroom.server.live.Deadlines;
import greenroom.server.live.EphemeralBus;
import greenroom.server.live.EventLog;
import greenroom.server.live.EventLogContract;
import greenroom.server.live.WakeUps;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The contract of the event log on a real Redis, with two nodes.
abstract class RedisContract extends EventLogContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  abstract RedisStore here();

  abstract RedisStore there();

  /// What the test reaches past the stores.
  abstract RawRooms raw();

  @Override
  protected EventLog log() {
    return here().log();
  }

  @Override
  protected Deadlines deadlines() {
    return here().deadlines();
  }

  @Override
  protected Attendance attendance() {
    return here().attendance();
  }

  @Override
  protected WakeUps wakeUps() {
    return here().wakeUps();
  }

  @Override
  protected WakeUps otherWakeUps() {
    return there().wakeUps();
  }

  @Override
  protected EphemeralBus ephemeralBus() {
    return here().ephemeralBus();
  }

  @Override
  protected EphemeralBus otherEphemeralBus() {
    return there().ephemeralBus();
  }

  @Override
  protected Clock clock() {
    return here().clock();
  }

  @Override
  protected void await(BooleanSupplier done) {
    Await.until(PATIENCE, done);
  }

  /// Waits for real: it is Redis that lets keys expire.
  @Override
  protected void pass(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Override
  protected Set<String> keys(RoomId room) {
    return raw().keys(room);
  }

  @Override
  protected void cutTail(RoomId room, LogName log, int entries) {
    raw().rewrite(room, log, stream -> stream.subList(0, stream.size() - entries));
  }

  @Override
  protected void breakPart(RoomId room, Part part) {
    raw().breakKey(room, key(part));
  }

  @Override
  protected void mendPart(RoomId room, Part part) {
    raw().mendKey(room, key(part));
  }

  private static String key(Part part) {
    return switch (part) {
      case SHARED_LOG -> "log";
      case PRIVATE_LOG -> "private";
      case ROOM -> "room";
      case SESSIONS -> "here";
      case SNAPSHOTS -> "snap";
      case CROWD -> "crowd";
    };
  }

  @Override
  protected void breakNewestEntry(RoomId room, LogName log) {
    raw().setNewest(room, log, "e", "{}");
  }
}
