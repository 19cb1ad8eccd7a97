/// Text that several people edit at once: the change algebra of CodeMirror, in Java.
///
/// A [ChangeSet] is a value that turns one document into another; it can be composed, inverted and
/// mapped over another change of the same document. [Rebase] moves what a client wrote onto what
/// others wrote meanwhile, and comes to the very result that `@codemirror/collab` comes to in the
/// browser. `*IT` tests ask CodeMirror itself.
///
/// Ported from `change.ts` of `@codemirror/state` 6.7 by Marijn Haverbeke and others; its licence
/// is `META-INF/licenses/codemirror.txt` in the jar. Names are CodeMirror's, so that its
/// documentation explains this package too. Positions and lengths count UTF-16 units; a line ends
/// with a line feed.
///
/// Everything here is a pure function or an immutable value: any package may call it, on any
/// thread. What a client may get wrong comes back as a [TextProblem]; what only a bug can get wrong
/// is an [IllegalArgumentException].
@NullMarked
package greenroom.server.text;

import org.jspecify.annotations.NullMarked;
