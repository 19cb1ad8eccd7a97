package greenroom.server.live;

import greenroom.protocol.Position;

/// The body of `GET /api/rooms/{id}/state`, encoded once for each position and shared by all
/// readers: the bytes never change.
///
/// @param json the body as it is
/// @param gzip the body compressed
// Arrays, because they go to the network as they are; nobody compares two bodies.
@SuppressWarnings("ArrayRecordComponent")
public record StateBody(Position position, byte[] json, byte[] gzip) {}
