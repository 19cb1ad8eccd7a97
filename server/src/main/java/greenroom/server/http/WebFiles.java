package greenroom.server.http;

import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of the browser client, all read into memory at the start. A request's path is looked
/// up among theirs and never becomes a file name, so nothing else can be reached. Immutable.
public final class WebFiles implements Endpoint.Answering {
  private static final String ROOT = "META-INF/greenroom/web/";
  private static final String INDEX = "/index.html";
  private static final Pattern ROOM_PAGE = Pattern.compile("/rooms/[a-z2-7]{16}");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"));

  /// A file as it is and as the build compressed it: `app.js.br` and `app.js.gz` stand for
  /// `app.js`.
  private record WebFile(Response plain, Map<ContentCoding, Response> compressed) {
    Response formFor(Request request) {
      for (ContentCoding coding : ContentCoding.values()) {
        Response form = compressed.get(coding);
        if (form != null && coding.isTakenBy(request.headers())) {
          return form;
        }
      }
      return plain;
    }
  }

  private final Map<String, WebFile> files;

  private WebFiles(Map<String, byte[]> contents) {
    Map<String, WebFile> found = new HashMap<>();
    contents.forEach((path, content) -> found.put(path, file(path, content, contents)));
    files = Map.copyOf(found);
  }

  /// Reads all files below `META-INF/greenroom/web` on a class path, wherever it has an
  /// `index.html`.
  ///
  /// @throws UncheckedIOException if one cannot be read
  public static WebFiles load(ClassLoader classPath) {
    return new WebFiles(ClassPathFiles.read(classPath, ROOT, "index.html"));
  }

  /// Whether there is a file, or a room's page, at this path.
  boolean has(String path) {
    return files.containsKey(file(path));
  }

  @Override
  public CompletionStage<Response> answer(Request request) {
    WebFile file = files.get(file(request.path()));
    if (file == null) {
      throw new IllegalStateException(request + " names no file (expected: one)");
    }
    Response form = file.formFor(request);
    return CompletableFuture.completedStage(
        isKnown(request, form) ? new Response(304, form.headers(), new byte[0]) : form);
  }

  private static String file(String path) {
    return path.equals("/") || ROOM_PAGE.matcher(path).matches() ? INDEX : path;
  }

  private static WebFile file(String path, byte[] content, Map<String, byte[]> contents) {
    Map<ContentCoding, Response> compressed = new EnumMap<>(ContentCoding.class);
    for (ContentCoding coding : ContentCoding.values()) {
      byte[] form = contents.get(path + coding.extension());
      if (form != null) {
        compressed.put(
            coding,
            response(path, form)
                .with("content-encoding", coding.token())
                .with("vary", "accept-encoding"));
      }
    }
    Response plain = response(path, content);
    return new WebFile(
        compressed.isEmpty() ? plain : plain.with("vary", "accept-encoding"), compressed);
  }

  private static boolean isKnown(Request request, Response file) {
    List<String> known = request.headers().getAll("if-none-match");
    return known.stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(tag -> tag.equals("*") || file.headers().contains(Map.entry("etag", tag)));
  }

  private static Response response(String path, byte[] content) {
    String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    // The build puts a hash of the content into the names below /assets/.
    String caching =
        path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    return new Response(200, List.of(Map.entry("cache-control", caching)), content)
        .with("content-type", TYPES.getOrDefault(extension, "application/octet-stream"))
        .with("etag", '"' + hash(content) + '"');
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
