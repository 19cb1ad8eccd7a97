/// What goes over the wire: frames, commands, events, items and codes as sealed records, and their
/// JSON form.
///
/// Every other package may use this one; it uses none of them. All types are immutable values, so
/// any thread may hold them.
@NullMarked
package greenroom.protocol;

import org.jspecify.annotations.NullMarked;
