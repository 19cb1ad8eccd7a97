package greenroom.server.system;

import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.Http;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.TextChange;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Somebody who edits the shared notes at a fixed rate. At most one edit is unanswered; one that is
/// due meanwhile waits, and its time runs all the same. Safe for use by many threads.
final class SteadyWriter implements RoomClient.Watcher, AutoCloseable {
  private static final int LONG_ENOUGH = 2_000;

  private final RoomClient client;
  private final Edits edits;
  private final List<LogPosition> own = new ArrayList<>();
  private long period;
  private long due;
  private long outstanding;
  private long outstandingDue;

  /// Is told of edits, in order, while the writer is locked; must not block. Times are those of
  /// `System.nanoTime`.
  interface Edits {
    /// One is about to be sent.
    ///
    /// @param due when it should have been
    default void sending(long due) {}

    /// One of the writer's own is in the log.
    default void committed(LogPosition at, long due) {}

    /// One of somebody else came.
    default void seen(LogPosition at) {}
  }

  /// Joins a room, and does nothing there before [#pace].
  SteadyWriter(
      HttpClient http,
      ScheduledExecutorService timers,
      URI server,
      Http.RoomCreated room,
      Role role,
      Edits edits) {
    this.edits = edits;
    client =
        new RoomClient(
            http,
            timers,
            () -> server,
            room.id(),
            Objects.requireNonNull(room.tokens().get(role)),
            role.wire(),
            this);
    client.connect();
  }

  boolean isWelcomed() {
    return client.isWelcomed();
  }

  /// Where the writer stands, once it is welcomed.
  LogPosition position() {
    return Objects.requireNonNull(client.position()).shared();
  }

  /// From now on so many edits a second, 0 for none. The first is due within one period, at random.
  void pace(int perSecond) {
    synchronized (client) {
      period = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
      due = System.nanoTime() + (period == 0 ? 0 : ThreadLocalRandom.current().nextLong(period));
    }
  }

  /// Sends the edit that is due, if one is. To be called again and again.
  void tick() {
    synchronized (client) {
      Position base = client.position();
      if (outstanding != 0 || period == 0 || System.nanoTime() < due || base == null) {
        return;
      }
      outstandingDue = due;
      due += period;
      String text = client.text(DocId.NOTES);
      Replacement edit =
          text.length() > LONG_ENOUGH
              ? new Replacement(0, LONG_ENOUGH / 2, "words ")
              : Replacement.insert(
                  ThreadLocalRandom.current().nextInt(text.length() + 1), "words ");
      TextChange change = ChangeSet.of(List.of(edit), text.length()).toTextChange();
      edits.sending(outstandingDue);
      outstanding = client.command(new Command.NotesEdit(DocId.NOTES, base, List.of(change)));
    }
  }

  /// Whether an edit is unanswered.
  boolean isBusy() {
    synchronized (client) {
      return outstanding != 0;
    }
  }

  @Override
  public void acked(long n, Position at) {
    if (n == outstanding) {
      outstanding = 0;
      own.add(at.shared());
      edits.committed(at.shared(), outstandingDue);
    }
  }

  @Override
  public void happened(ServerFrame.Happened event) {
    if (!own.remove(event.position().shared()) && event.event().equals("notes.edited")) {
      edits.seen(event.position().shared());
    }
  }

  /// Throws what went wrong in the writer's client, if anything did.
  void check() {
    client.check();
  }

  @Override
  public void close() {
    client.close();
  }
}
