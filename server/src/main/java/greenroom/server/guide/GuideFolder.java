package greenroom.server.guide;

import greenroom.protocol.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where files of the guide are read from.
sealed interface GuideFolder {
  /// Reads a file.
  ///
  /// @return null if there is none of that name
  /// @throws WrongGuide if it cannot be read or is not of that form
  <T extends GuideFile> @Nullable T read(String file, Class<T> form);

  /// How messages call a file.
  String called(String file);

  private static <T> T parsed(String called, byte[] json, Class<T> form) {
    try {
      return Wire.readExactly(json, form);
    } catch (IllegalArgumentException wrong) {
      throw WrongGuide.in(called, String.valueOf(wrong.getMessage()));
    }
  }

  /// What ships with the server.
  record BuiltIn() implements GuideFolder {
    private static final String ROOT = "/guide/";

    @Override
    public <T extends GuideFile> @Nullable T read(String file, Class<T> form) {
      try (InputStream in = BuiltIn.class.getResourceAsStream(ROOT + file)) {
        return in == null ? null : parsed(called(file), in.readAllBytes(), form);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    @Override
    public String called(String file) {
      return "built-in " + file;
    }
  }

  /// An operator's directory.
  record Own(Path directory) implements GuideFolder {
    private static final List<String> FILES =
        List.of(GuideFile.Problems.NAME, GuideFile.Probes.NAME);

    /// Finds the files.
    ///
    /// @throws WrongGuide if there are none, or JSON files that would be ignored
    static Own of(Path directory) {
      int found = 0;
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
        for (Path file : files) {
          if (!FILES.contains(file.getFileName().toString())) {
            throw WrongGuide.in(
                file.toString(), "unknown (expected: %s)".formatted(String.join(" or ", FILES)));
          }
          found++;
        }
      } catch (IOException unreadable) {
        throw WrongGuide.unreadable(directory.toString(), unreadable);
      }
      if (found == 0) {
        throw WrongGuide.in(
            directory.toString(),
            "nothing there (expected: %s)".formatted(String.join(" or ", FILES)));
      }
      return new Own(directory);
    }

    @Override
    public <T extends GuideFile> @Nullable T read(String file, Class<T> form) {
      Path path = directory.resolve(file);
      if (!Files.exists(path)) {
        return null;
      }
      try {
        return parsed(called(file), Files.readAllBytes(path), form);
      } catch (IOException unreadable) {
        throw WrongGuide.unreadable(called(file), unreadable);
      }
    }

    @Override
    public String called(String file) {
      return directory.resolve(file).toString();
    }
  }
}
