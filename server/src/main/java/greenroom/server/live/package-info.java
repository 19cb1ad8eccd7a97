/// Rooms as they live on a node: one mailbox per room, who is connected, what they are told, and
/// the ports to the store, the network and time. A room's own state is only touched on its turn;
/// every public method may be called from any thread and returns at once.
@NullMarked
package greenroom.server.live;

import org.jspecify.annotations.NullMarked;
