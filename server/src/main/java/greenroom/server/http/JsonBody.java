package greenroom.server.http;

import greenroom.protocol.Wire;

/// A body of JSON that goes out as it is or compressed, whichever the reader takes; encoded once
/// and shared by all readers.
///
/// @param json the body as it is
/// @param gzip the body compressed
// Nobody compares bodies.
@SuppressWarnings("ArrayRecordComponent")
record JsonBody(byte[] json, byte[] gzip) {
  /// A record of [greenroom.protocol.Http], encoded now.
  static JsonBody of(Object value) {
    byte[] json = Wire.bytes(value);
    return new JsonBody(json, Wire.gzip(json));
  }

  /// The answer to a request.
  ///
  /// @param vary the request's headers on which the answer depends
  Response answer(Request request, String vary) {
    boolean compressed = ContentCoding.GZIP.isTakenBy(request.headers());
    Response response = Response.jsonBytes(compressed ? gzip : json).with("vary", vary);
    return compressed ? response.with("content-encoding", ContentCoding.GZIP.token()) : response;
  }
}
