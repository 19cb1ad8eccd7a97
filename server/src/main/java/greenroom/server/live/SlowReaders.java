package greenroom.server.live;

import greenroom.protocol.CloseCode;
import greenroom.protocol.LogName;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.server.live.EventLog.Read;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import greenroom.server.room.Room;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Catches up those who do not keep up, page by page as they take it, from what the room holds or
/// else from the log. What it reads, it reads beside the room's own calls: slow readers keep nobody
/// waiting. Only on the room's turn.
final class SlowReaders {
  private static final long RETRY_MILLIS = 100;

  private final Host host;
  private final Audience audience;
  private final Crowd crowd;
  private final Fetcher fetcher;
  private final Tasks tasks;

  /// The room that they read.
  interface Host {
    /// Whether the room knows where it stands; one that is about to say what was lost catches
    /// everybody up once it has.
    boolean isServing();

    Room room();

    /// The log may have lost what the room holds; it is to look.
    void suspectLoss();

    /// Takes commands whose events may be lost.
    void decideAgain(List<Pending.Numbered> held);

    void gone();

    void onTurn(Runnable task);
  }

  SlowReaders(Host host, Audience audience, Crowd crowd, Fetcher fetcher, Tasks tasks) {
    this.host = host;
    this.audience = audience;
    this.crowd = crowd;
    this.fetcher = fetcher;
    this.tasks = tasks;
  }

  void catchUpAll() {
    List.copyOf(audience.connections()).forEach(this::catchUp);
  }

  /// Lets a client have more of what it has not been told, if it takes more.
  void catchUp(LiveConnection connection) {
    if (!host.isServing() || connection.isClosed() || !connection.canTakeMore()) {
      return;
    }
    Heads since = connection.behind();
    if (since == null) {
      if (connection.isOwedPresence()) {
        crowd.showTo(connection);
      }
      return;
    }
    switch (audience.missed(connection, since)) {
      case Recent.Missed.Events(List<Placed> missed) -> {
        if (audience.tellLater(connection, missed)) {
          connection.caughtUp();
          crowd.showTo(connection);
        }
      }
      case Recent.Missed.Earlier() -> read(connection, since);
      case Recent.Missed.Foreign(ResetReason reason) -> reset(connection, reason);
    }
  }

  private void reset(LiveConnection connection, ResetReason reason) {
    audience.reset(connection, host.room(), reason);
    crowd.showTo(connection);
    host.decideAgain(connection.takeHeld());
  }

  private void read(LiveConnection connection, Heads since) {
    int histories = audience.histories();
    Heads from =
        connection.role().reads(LogName.PRIVATE)
            ? since
            : new Heads(since.shared(), host.room().heads().privately());
    fetcher
        .page(from)
        .whenComplete((read, failure) ->
            host.onTurn(() -> {
              if (isStillAt(connection, since)) {
                if (histories == audience.histories()) {
                  take(connection, since, from, read);
                } else {
                  catchUp(connection);
                }
              }
            }));
  }

  private boolean isStillAt(LiveConnection connection, Heads since) {
    return host.isServing() && since.equals(connection.behind());
  }

  /// @param read null if the log could not be read
  private void take(
      LiveConnection connection, Heads since, Heads from, EventLog.@Nullable Read read) {
    switch (read) {
      case Read.Tail(List<Entry> entries, Heads _, boolean _) -> {
        audience.tellLater(connection, upToTheRoom(from, entries));
        catchUp(connection);
      }
      case Read.Gone() -> host.gone();
      case Read.Diverged(ResetReason reason) -> blame(connection, since, reason);
      case null -> connection.close(CloseCode.UNAVAILABLE, "the room's storage does not answer");
    }
  }

  /// The log may be ahead of the room, which tells everybody of the rest once it knows of it.
  private List<Placed> upToTheRoom(Heads from, List<Entry> entries) {
    List<Placed> placed = new ArrayList<>();
    Heads heads = from;
    for (Entry entry : entries) {
      if (entry.position().seq() > host.room().heads().of(entry.log()).seq()) {
        break;
      }
      heads = entry.onto(heads);
      placed.add(new Placed(entry, heads));
    }
    return placed;
  }

  /// Resets a client of whose history the log knows nothing, unless it is the room's own history
  /// that was lost: then the room has to notice that first.
  private void blame(LiveConnection connection, Heads since, ResetReason reason) {
    int histories = audience.histories();
    fetcher
        .page(host.room().heads())
        .whenComplete((read, failure) ->
            host.onTurn(() -> {
              if (!isStillAt(connection, since)) {
                return;
              }
              if (read instanceof Read.Tail && histories == audience.histories()) {
                reset(connection, reason);
              } else {
                host.suspectLoss();
                var _ = tasks.after(RETRY_MILLIS, () -> host.onTurn(() -> catchUp(connection)));
              }
            }));
  }
}
