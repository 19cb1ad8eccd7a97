/// The server's socket: which transport it runs on, who may connect, and how it comes to an end.
///
/// `Main` starts and stops it, on its own thread, and may block there; everything else here runs on
/// event loops. It puts `http`, `outbox`, `ws` and `sse` together, and none of them knows this
/// package.
@NullMarked
package greenroom.server.net;

import org.jspecify.annotations.NullMarked;
