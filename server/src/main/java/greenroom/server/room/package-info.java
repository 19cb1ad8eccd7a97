/// What a room is and how it changes, with no I/O, clock or randomness: `decide` turns a command
/// into events or a refusal, `evolve` folds events into a state. All types are immutable values, so
/// any thread may hold them; `live` is the caller.
@NullMarked
package greenroom.server.room;

import org.jspecify.annotations.NullMarked;
