package greenroom.server.redis;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.Architecture;
import redis.embedded.model.OS;
import redis.embedded.model.OsArchitecture;

/// The redis-server program that the embedded-redis library brings for this kind of machine.
final class RedisBinary {

  private RedisBinary() {}

  /// Puts the program into `directory`, unless a complete copy is already there.
  ///
  /// @throws StartFailed if the library has none for this machine, or the directory takes none
  static Path in(Path directory) {
    String resource =
        resourceFor(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    Path program = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try {
      URL source = ExecutableProvider.class.getResource(resource);
      if (source == null) {
        throw new FileNotFoundException(resource);
      }
      if (!Files.isExecutable(program)
          || Files.size(program) != source.openConnection().getContentLengthLong()) {
        Files.createDirectories(directory);
        extract(source, Files.createTempFile(directory, "redis-server", ".new"), program);
      }
      return program;
    } catch (IOException e) {
      throw new StartFailed(
          "embedded Redis: " + program + " cannot be written (" + e.getMessage() + ")", e);
    }
  }

  private static void extract(URL source, Path fresh, Path program) throws IOException {
    try (InputStream in = source.openStream()) {
      Files.copy(in, fresh, REPLACE_EXISTING);
    }
    if (!fresh.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable");
    }
    Files.move(fresh, program, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /// The library's own detection runs `uname` and takes every 64-bit machine that is no ARM for
  /// x86.
  static String resourceFor(String osName, String osArch) {
    OS os = system(osName);
    Architecture architecture =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> Architecture.x86_64;
          case "aarch64", "arm64" -> Architecture.aarch64;
          case "x86", "i386", "i486", "i586", "i686" -> Architecture.x86;
          default -> null;
        };
    String resource =
        os == null || architecture == null
            ? null
            : ExecutableProvider.newProvidedVersionsMap().get(new OsArchitecture(os, architecture));
    if (resource == null) {
      throw new StartFailed(
          "embedded Redis: there is none for "
              + osName
              + " on "
              + osArch
              + "; name a Redis of your own with --redis");
    }
    return resource;
  }

  /// Windows is left out: its build is Redis 5, and we need 6.2.
  private static @Nullable OS system(String osName) {
    return switch (osName) {
      case "Linux" -> OS.UNIX;
      case "Mac OS X" -> OS.MAC_OS_X;
      default -> null;
    };
  }
}
