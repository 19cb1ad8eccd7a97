package greenroom.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Reads files that are served into memory, so that no request's path ever becomes a file name.
final class ClassPathFiles {
  private ClassPathFiles() {}

  /// Reads all files below a folder of a class path, wherever that has a certain file in it.
  ///
  /// @param root ends with `/`
  /// @return the contents by their paths below the folder, each of which starts with `/`
  /// @throws UncheckedIOException if one cannot be read
  static Map<String, byte[]> read(ClassLoader classPath, String root, String certain) {
    Map<String, byte[]> contents = new HashMap<>();
    try {
      for (URL url : Collections.list(classPath.getResources(root + certain))) {
        if (url.openConnection() instanceof JarURLConnection jar) {
          jar.setUseCaches(false);
          try (JarFile file = jar.getJarFile()) {
            readJar(file, root, contents);
          }
        } else {
          readDirectory(Path.of(uri(url)).resolveSibling(""), contents);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return contents;
  }

  private static void readJar(JarFile jar, String root, Map<String, byte[]> contents)
      throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      if (entry.getName().startsWith(root) && !entry.isDirectory()) {
        try (InputStream in = jar.getInputStream(entry)) {
          contents.put(entry.getName().substring(root.length() - 1), in.readAllBytes());
        }
      }
    }
  }

  private static void readDirectory(Path root, Map<String, byte[]> contents) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        StringBuilder path = new StringBuilder();
        root.relativize(file).forEach(name -> path.append('/').append(name));
        contents.put(path.toString(), Files.readAllBytes(file));
      }
    }
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException malformed) {
      throw new IOException(malformed);
    }
  }
}
