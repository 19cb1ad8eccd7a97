package greenroom.server.live;

import greenroom.protocol.TextChange;
import greenroom.server.text.ChangeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A document in a client's editor, as `@codemirror/collab` keeps it: the confirmed text, and what
/// was typed since, which moves over every received change by itself.
final class CollabText {
  private String confirmed = "";
  private List<ChangeSet> pending = new ArrayList<>();
  private @Nullable Flight flight;

  /// The first pending updates, on their way as one command.
  ///
  /// @param orphaned whether they are pending no longer, because the text was taken anew
  private record Flight(long n, int updates, boolean orphaned) {}

  String confirmed() {
    return confirmed;
  }

  /// What the editor shows.
  String shown() {
    String text = confirmed;
    for (ChangeSet update : pending) {
      text = update.apply(text);
    }
    return text;
  }

  void type(ChangeSet update) {
    pending.add(update);
  }

  boolean isFlying() {
    return flight != null;
  }

  boolean isQuiet() {
    return flight == null && pending.isEmpty();
  }

  /// The updates to send next, empty if there are none or the answer to the last is still out.
  List<TextChange> sendable(int most) {
    return flight != null
        ? List.of()
        : pending.stream().limit(most).map(ChangeSet::toTextChange).toList();
  }

  void sent(long n, int updates) {
    flight = new Flight(n, updates, false);
  }

  /// Somebody else's update.
  void receive(ChangeSet change) {
    confirmed = change.apply(confirmed);
    List<ChangeSet> moved = new ArrayList<>();
    ChangeSet over = change;
    for (ChangeSet update : pending) {
      moved.add(update.map(over, false));
      over = over.map(update, true);
    }
    pending = moved;
  }

  /// The event of command `n` came, with these updates.
  ///
  /// @return what the server made of them, if it is not what this editor made; the editor keeps its
  ///   own, as CodeMirror does
  @Nullable String confirm(long n, List<ChangeSet> updates) {
    Flight own = flight;
    if (own == null || own.n() != n || own.orphaned()) {
      updates.forEach(this::receive);
      landed(n);
      return null;
    }
    flight = null;
    List<ChangeSet> mine = pending.subList(0, own.updates());
    String expected = mine.toString();
    boolean same = mine.equals(updates);
    for (ChangeSet update : mine) {
      confirmed = update.apply(confirmed);
    }
    pending = new ArrayList<>(pending.subList(own.updates(), pending.size()));
    return same ? null : "the editor has " + expected + ", the log " + updates;
  }

  /// The answer to `n` came, and no event is to follow for it here.
  void landed(long n) {
    if (flight != null && flight.n() == n) {
      flight = null;
    }
  }

  /// Command `n` was refused for good: what hangs on it goes too.
  void dropped(long n) {
    boolean orphaned = flight != null && flight.n() == n && flight.orphaned();
    landed(n);
    if (!orphaned) {
      pending.clear();
    }
  }

  boolean isOrphan(long n) {
    return flight != null && flight.n() == n && flight.orphaned();
  }

  /// Nothing more is to come for a command that is not among these.
  void landedUnless(Set<Long> waiting) {
    if (flight != null && !waiting.contains(flight.n())) {
      flight = null;
    }
  }

  /// The text was taken anew: what was typed and not sent is lost here, and what was sent may or
  /// may not be in it.
  void restart(String text) {
    confirmed = text;
    pending.clear();
    if (flight != null) {
      flight = new Flight(flight.n(), 0, true);
    }
  }

  @Override
  public String toString() {
    return "%d pending, %s".formatted(pending.size(), flight);
  }
}
