/// The guide: frameworks, tips for the phases, the checklist, concept cards, the problem library
/// and the probe bank, as data.
///
/// `Main` loads it once, at the start, on the main thread, and `http` serves it. What ships with
/// the server lies in the resources' folder `guide`, each file with a JSON Schema beside it; an
/// operator may add problems and probes in files of the same form. Everything here is immutable and
/// safe for use by many threads.
@NullMarked
package greenroom.server.guide;

import org.jspecify.annotations.NullMarked;
