/// The way out to clients that stay, whatever they are connected by: outboxes, of which each client
/// has one, and lanes, of which each event loop has one.
///
/// `ws` and `sse` put their clients' frames in here, and `net` asks here who is connected. Rooms
/// send by any thread and never wait; everything else runs on the channel's event loop.
@NullMarked
package greenroom.server.outbox;

import org.jspecify.annotations.NullMarked;
