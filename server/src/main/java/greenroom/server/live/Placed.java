package greenroom.server.live;

import greenroom.server.room.Entry;
import greenroom.server.room.Heads;

/// An entry and where both logs stand after it in the merged order.
record Placed(Entry entry, Heads heads) {}
