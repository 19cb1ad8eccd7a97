package greenroom.server.live;

import greenroom.protocol.Command;
import greenroom.protocol.Rejection;
import greenroom.protocol.Signal;

/// A client that has said hello, as the network side sees it. The calls of one connection come in
/// the order in which its frames came, from one thread at a time; none blocks. After
/// [Outbound#close], calls do nothing.
public interface Connection {
  /// Command `n` arrived.
  ///
  /// @param bytes of the message that it came in
  void command(long n, Command command, int bytes);

  /// Command `n` arrived, but is not one: it is to be answered with `why` in its turn.
  void refuse(long n, Rejection why);

  /// Says what the client does right now; of one kind and place only the newest counts.
  void signal(Signal signal);

  /// Most of what waited when [Outbound#isBehind] was true is on its way. May come more often.
  void drained();

  /// The client is gone, or nothing can be sent to it any more.
  void closed();
}
