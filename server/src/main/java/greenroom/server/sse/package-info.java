/// Streams of server-sent events, by which a room is followed without a WebSocket: who may open
/// one, where it goes on from, and how its frames look.
///
/// `net` routes requests here; the frames come from `live` through an outbox. A connection's
/// handlers run on its channel's event loop and never block; what `live` calls may come from any
/// thread.
@NullMarked
package greenroom.server.sse;

import org.jspecify.annotations.NullMarked;
