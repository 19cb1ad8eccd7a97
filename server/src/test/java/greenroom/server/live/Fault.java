package greenroom.server.live;

/// What can go wrong in a simulation.
enum Fault {
  /// Calls to the store and frames take long now and then.
  DELAY,
  /// A call fails and is not carried out.
  UNAVAILABLE,
  /// A call fails with an unknown outcome, and was not carried out.
  UNKNOWN_NOT_DONE,
  /// A call fails with an unknown outcome, and was carried out.
  UNKNOWN_DONE,
  /// A call fails with an unknown outcome, and is carried out seconds later.
  UNKNOWN_DONE_LATER,
  /// An append conflicts with nothing.
  SPURIOUS_CONFLICT,
  /// No call gets through for a while.
  OUTAGE,
  WAKE_UP_LOST,
  WAKE_UP_DOUBLE,
  WAKE_UP_LATE,
  /// A message of the ephemeral lane does not arrive, at one node.
  SIGNAL_LOST,
  SIGNAL_DOUBLE,
  SIGNAL_LATE,
  /// Snapshots are missing, old or garbled.
  BAD_SNAPSHOT,
  /// The store loses the newest entries of its logs.
  LOST_TAIL,
  /// A node ends, with all that it has in memory, and another starts in its place.
  CRASH,
  /// A connection ends.
  DROP,
  /// A client goes on with a new connection while the old one is still open for the server.
  HALF_OPEN,
  /// Somebody never comes back.
  VANISH,
  /// A tab is loaded anew: another session, no state.
  RELOAD,
  /// Somebody opens a second tab.
  SECOND_TAB,
  /// A client takes its frames slowly.
  SLOW_READER,
  /// An interviewer gives a role a new link.
  ROTATION
}
