/// The WebSocket side: the upgrade, frames in and out, and the states of a connection.
///
/// `net` routes upgrades here; frames go to `live` and come back by an outbox. A connection's
/// handlers run on its channel's event loop and never block; what `live` calls may come from any
/// thread.
@NullMarked
package greenroom.server.ws;

import org.jspecify.annotations.NullMarked;
