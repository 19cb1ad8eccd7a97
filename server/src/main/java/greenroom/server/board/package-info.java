/// The board that several people draw on at once: how changes of one element's properties are
/// merged, so that a drag and an edit of the label are both kept.
///
/// Everything here is a pure function of immutable values: any thread may call it.
@NullMarked
package greenroom.server.board;

import org.jspecify.annotations.NullMarked;
