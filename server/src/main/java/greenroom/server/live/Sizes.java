package greenroom.server.live;

/// How much an open room holds, and how much it asks for at once. Other sizes make another amount
/// of work and never another outcome, which is why simulations run with small ones.
///
/// @param page how many entries one read brings
/// @param history how many steps of history are kept for rebasing; what is older is read from the
///   log
/// @param historyBytes about how many bytes of it are kept
/// @param batch how many things are decided for one append
/// @param recent how many entries are held for clients that come back after a short while
/// @param missed a client that missed more entries than this gets the state instead
/// @param snapshotEvery after how many of a node's own entries it writes a snapshot
/// @param idleMillis how long a room stays open with nobody in it
record Sizes(
    int page,
    int history,
    long historyBytes,
    int batch,
    int recent,
    int missed,
    int snapshotEvery,
    long idleMillis) {
  static final Sizes USUAL = new Sizes(512, 1_024, 4 << 20, 256, 1_024, 2_000, 300, 30_000);
}
