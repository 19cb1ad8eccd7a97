package greenroom.server.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The JavaScript original, run by Node.js in `src/test/js`.
///
/// Its packages are installed there when they are missing or not those of the lock file.
final class CodeMirror {
  private static final Path PROJECT = Path.of("src/test/js");
  private static final Path LOCK = PROJECT.resolve("package-lock.json");

  /// What was installed: a copy of the lock file, written last.
  private static final Path INSTALLED = PROJECT.resolve("node_modules/.installed-lock.json");

  private CodeMirror() {}

  /// Starts a script of the project; its errors go to this process's.
  static Process start(String script, String... arguments) throws InterruptedException {
    install();
    var command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return start(command);
  }

  private static void install() throws InterruptedException {
    try {
      if (Files.exists(INSTALLED) && Files.mismatch(LOCK, INSTALLED) < 0) {
        return;
      }
      Process npm = start(List.of("npm", "ci", "--no-audit", "--no-fund"));
      npm.getInputStream().transferTo(System.err);
      if (npm.waitFor() != 0) {
        throw new AssertionError(
            "npm ci in server/%s failed; its errors are above".formatted(PROJECT));
      }
      Files.copy(LOCK, INSTALLED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .directory(PROJECT.toFile())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new AssertionError(
          "%s does not start (expected: Node.js 20 or newer; on Debian: apt-get install nodejs npm)"
              .formatted(command.getFirst()),
          e);
    }
  }
}
