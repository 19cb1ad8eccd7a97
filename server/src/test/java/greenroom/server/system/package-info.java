/// The whole server as a process of its own, with real sockets and a real Redis, and a client that
/// does what `SPEC.md` asks of clients. Used by the system tests and by the benchmark.
@NullMarked
package greenroom.server.system;

import org.jspecify.annotations.NullMarked;
