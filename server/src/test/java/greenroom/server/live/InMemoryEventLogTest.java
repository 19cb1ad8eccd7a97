package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.LogName;
import greenroom.protocol.RoomId;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The log that simulations run on keeps the contract of the real one.
final class InMemoryEventLogTest extends EventLogContract {
  private static final long ENOUGH = 60_000;

  private final SimLoop loop = new SimLoop();
  private final MemoryStore store = new MemoryStore(loop::now);
  private final Calls calls = Calls.plain(loop);
  private final EventLog log = new InMemoryEventLog(store, calls);
  private final Deadlines deadlines = new InMemoryDeadlines(store, calls);
  private final Attendance attendance = new InMemoryAttendance(store, calls);
  private final WakeUps wakeUps = new InMemoryWakeUps(store, calls);
  private final WakeUps otherWakeUps = new InMemoryWakeUps(store, calls);

  private final EphemeralBus ephemeralBus = new InMemoryEphemeralBus(store, calls);
  private final EphemeralBus otherEphemeralBus = new InMemoryEphemeralBus(store, calls);

  @Override
  protected EventLog log() {
    return log;
  }

  @Override
  protected Deadlines deadlines() {
    return deadlines;
  }

  @Override
  protected Attendance attendance() {
    return attendance;
  }

  @Override
  protected WakeUps wakeUps() {
    return wakeUps;
  }

  @Override
  protected WakeUps otherWakeUps() {
    return otherWakeUps;
  }

  @Override
  protected EphemeralBus ephemeralBus() {
    return ephemeralBus;
  }

  @Override
  protected EphemeralBus otherEphemeralBus() {
    return otherEphemeralBus;
  }

  @Override
  protected Clock clock() {
    return room -> loop.now();
  }

  @Override
  protected void await(BooleanSupplier done) {
    assertThat(loop.runUntil(done, loop.now() + ENOUGH)).isTrue();
  }

  @Override
  protected void pass(long millis) {
    loop.runTo(loop.now() + millis);
  }

  @Override
  protected Set<String> keys(RoomId room) {
    return store.keys(room);
  }

  @Override
  protected void cutTail(RoomId room, LogName log, int entries) {
    store.cutTail(room, log, entries);
  }

  @Override
  protected void breakPart(RoomId room, Part part) {
    store.breakPart(room, part);
  }

  @Override
  protected void mendPart(RoomId room, Part part) {
    store.mendPart(room, part);
  }

  @Override
  protected void breakNewestEntry(RoomId room, LogName log) {
    store.breakNewestEntry(room, log);
  }
}
