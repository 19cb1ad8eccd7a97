package greenroom.server.guide;

import java.io.IOException;

/// A file of the guide is not as it has to be. The message is one line that names the file, the
/// place in it, what was found and what was expected.
public final class WrongGuide extends RuntimeException {
  private WrongGuide(String line, Throwable cause) {
    super(line, cause);
  }

  private WrongGuide(String line) {
    super(line);
  }

  /// @param complaint names the place, what was found there and what was expected
  static WrongGuide in(String file, String complaint) {
    return new WrongGuide(file + ": " + complaint);
  }

  static WrongGuide unreadable(String file, IOException why) {
    return new WrongGuide(
        "%s: cannot be read, %s (expected: a file that can)"
            .formatted(file, why.getClass().getSimpleName()),
        why);
  }
}
