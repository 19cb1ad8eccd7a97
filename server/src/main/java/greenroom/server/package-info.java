/// The program itself: the command line, and the wiring of everything below it.
///
/// Nobody calls this package; it alone sees all the others. Its code runs on the main thread, once,
/// at the start.
@NullMarked
package greenroom.server;

import org.jspecify.annotations.NullMarked;
