package greenroom.server.redis;

import greenroom.protocol.RoomId;
import greenroom.server.live.Attendance;
import greenroom.server.live.Clock;
import greenroom.server.live.Deadlines;
import greenroom.server.live.EphemeralBus;
import greenroom.server.live.EventLog;
import greenroom.server.live.WakeUps;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Everything that the live rooms want of Redis: log, wake-ups, deadlines, attendance, signals and
/// clock.
///
/// What it hands out is safe for use by any thread and never blocks. Answers come on threads that
/// other answers wait for: hand them over and return.
public final class RedisStore implements AutoCloseable {

  private final RedisCalls calls;
  private final RedisClock clock;
  private final Bus bus;
  private final RedisWakeUps wakeUps;
  private final RedisEphemeralBus ephemeralBus;
  private final RedisDeadlines deadlines;
  private final RedisEventLog log;
  private final RedisAttendance attendance;
  private final RedisHealth health;

  private RedisStore(RedisTarget target, RedisCalls calls) {
    Executor readers = task -> Thread.ofVirtual().name("redis-reader").start(task);
    this.calls = calls;
    clock = new RedisClock(calls);
    bus = new Bus(target, calls.topology());
    wakeUps = new RedisWakeUps(bus);
    ephemeralBus = new RedisEphemeralBus(calls, bus);
    deadlines = new RedisDeadlines(calls);
    log = new RedisEventLog(calls, clock, deadlines, readers);
    attendance = new RedisAttendance(calls, clock);
    health = new RedisHealth(calls);
  }

  /// Connects, and looks whether this is a Redis that will do. Warns when it may drop keys. Blocks.
  ///
  /// @throws StartFailed if Redis cannot be reached or will not do, with one line for people
  public static RedisStore open(RedisTarget target) {
    return new RedisStore(target, RedisCalls.open(target));
  }

  public EventLog log() {
    return log;
  }

  public WakeUps wakeUps() {
    return wakeUps;
  }

  public Deadlines deadlines() {
    return deadlines;
  }

  public Attendance attendance() {
    return attendance;
  }

  public EphemeralBus ephemeralBus() {
    return ephemeralBus;
  }

  public Clock clock() {
    return this::now;
  }

  /// What keeps Redis from serving rooms, in one line, or nothing.
  public Optional<String> obstacle() {
    return health.obstacle().or(wakeUps::obstacle);
  }

  private long now(RoomId room) {
    return clock.nowMillis(RoomKeys.slotOf(room));
  }

  /// Lets the calls that are on their way finish, for a few seconds. Blocks.
  @Override
  public void close() {
    health.close();
    bus.close();
    calls.close();
    clock.close();
  }
}
