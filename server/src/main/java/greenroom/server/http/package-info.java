/// The HTTP side: reading requests within limits, routing them, answering them, and the files of
/// the browser client.
///
/// `net` builds the pipelines from here, `ws` and `sse` take connections over from here; this
/// package knows none of them. Channel handlers run on their channel's event loop and never block;
/// endpoints are called there and answer by a stage that may complete on any thread. Everything
/// that is shared by connections is safe for use by many threads.
@NullMarked
package greenroom.server.http;

import org.jspecify.annotations.NullMarked;
