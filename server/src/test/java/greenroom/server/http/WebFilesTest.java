package greenroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.server.http.Router.Found;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebFilesTest {
  private static final Map<String, String> SITE =
      Map.of(
          "index.html", "<p>index</p>",
          "style.css", "p {}",
          "assets/app-1a2b3c.js", "run()",
          "assets/app-1a2b3c.js.br", "brotli",
          "assets/app-1a2b3c.js.gz", "gzip",
          "assets/fonts/a.woff2", "font",
          "strange.xyz", "?");

  private static Request get(String path, HttpHeaders headers) {
    return new Request(
        "GET",
        path,
        "",
        headers,
        new byte[0],
        null,
        Map.of(),
        InetAddress.getLoopbackAddress(),
        "localhost");
  }

  private static Response answer(WebFiles files, String path) {
    return files.answer(get(path, new DefaultHttpHeaders())).toCompletableFuture().join();
  }

  private static WebFiles load(URL place) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {place}, null)) {
      return WebFiles.load(loader);
    }
  }

  private static void assertSite(WebFiles files) {
    SITE.forEach((path, content) ->
        assertThat(new String(answer(files, "/" + path).body(), StandardCharsets.UTF_8))
            .isEqualTo(content));
    assertThat(files.has("/")).isTrue();
    assertThat(files.has("/rooms/k3vq2mz7a4xw5bd6")).isTrue();
    assertThat(files.has("/rooms/K3VQ2MZ7A4XW5BD6")).isFalse();
    assertThat(files.has("/rooms/k3vq2mz7a4xw5bd6/")).isFalse();
    assertThat(files.has("/secret.txt")).isFalse();
    assertThat(files.has("/../secret.txt")).isFalse();
    assertThat(files.has("/assets")).isFalse();
    assertThat(files.has("/assets/")).isFalse();
  }

  private static WebFiles loadDirectory(Path root) throws Exception {
    Path web = root.resolve("META-INF/greenroom/web");
    for (Map.Entry<String, String> file : SITE.entrySet()) {
      Path path = web.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, file.getValue());
    }
    Files.writeString(root.resolve("META-INF/greenroom/secret.txt"), "secret");
    return load(root.toUri().toURL());
  }

  @Test
  void filesAreFoundInADirectory(@TempDir Path root) throws Exception {
    assertSite(loadDirectory(root));
  }

  @Test
  void filesAreFoundInAJar(@TempDir Path root) throws Exception {
    Path jar = root.resolve("a b.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Map.Entry<String, String> file : SITE.entrySet()) {
        entries.putNextEntry(new JarEntry("META-INF/greenroom/web/" + file.getKey()));
        entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      entries.putNextEntry(new JarEntry("META-INF/greenroom/secret.txt"));
    }

    assertSite(load(jar.toUri().toURL()));
  }

  @Test
  void aFileSaysWhatItIsAndHowLongItStays(@TempDir Path root) throws Exception {
    WebFiles files = loadDirectory(root);

    assertThat(answer(files, "/").headers())
        .contains(
            Map.entry("content-type", "text/html; charset=utf-8"),
            Map.entry("cache-control", "no-cache"));
    assertThat(answer(files, "/assets/app-1a2b3c.js").headers())
        .contains(
            Map.entry("content-type", "text/javascript; charset=utf-8"),
            Map.entry("cache-control", "public, max-age=31536000, immutable"));
    assertThat(answer(files, "/assets/fonts/a.woff2").headers())
        .contains(Map.entry("content-type", "font/woff2"));
    assertThat(answer(files, "/strange.xyz").headers())
        .contains(Map.entry("content-type", "application/octet-stream"));
  }

  @Test
  void aFileGoesOutCompressedToThoseWhoTakeIt(@TempDir Path root) throws Exception {
    WebFiles files = loadDirectory(root);

    Map.of("gzip, br", "brotli", "gzip", "gzip", "br;q=0, gzip;q=0", "run()")
        .forEach((accepted, body) -> {
          HttpHeaders headers = new DefaultHttpHeaders().add("accept-encoding", accepted);
          Response response =
              files.answer(get("/assets/app-1a2b3c.js", headers)).toCompletableFuture().join();
          assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(body);
          assertThat(response.headers())
              .contains(
                  Map.entry("content-type", "text/javascript; charset=utf-8"),
                  Map.entry("vary", "accept-encoding"));
          assertThat(response.headers().contains(Map.entry("content-encoding", "br")))
              .isEqualTo(body.equals("brotli"));
        });
    assertThat(answer(files, "/style.css").headers())
        .noneMatch(header -> header.getKey().equals("vary"));
  }

  @Test
  void aFileThatTheClientHasIsNotSentAgain(@TempDir Path root) throws Exception {
    WebFiles files = loadDirectory(root);
    String tag =
        answer(files, "/").headers().stream()
            .filter(header -> header.getKey().equals("etag"))
            .findFirst()
            .orElseThrow()
            .getValue();

    for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
      HttpHeaders headers = new DefaultHttpHeaders().add("if-none-match", known);
      Response response = files.answer(get("/", headers)).toCompletableFuture().join();
      assertThat(response.status()).isEqualTo(304);
      assertThat(response.body()).isEmpty();
      assertThat(response.headers()).contains(Map.entry("etag", tag));
    }
    HttpHeaders headers = new DefaultHttpHeaders().add("if-none-match", "\"x\"");
    assertThat(files.answer(get("/", headers)).toCompletableFuture().join().status())
        .isEqualTo(200);
  }

  @Test
  void routesComeBeforeFiles(@TempDir Path root) throws Exception {
    Endpoint.Answering endpoint = _ -> CompletableFuture.completedStage(Response.text("x"));
    Router router =
        new Router(
            List.of(
                new Router.Route("GET", "/style.css", endpoint),
                new Router.Route("GET", "/api/rooms/{id}/x", endpoint),
                new Router.Route("POST", "/api/rooms/{id}/x", endpoint)),
            loadDirectory(root));

    assertThat(router.find(get("/style.css", new DefaultHttpHeaders())))
        .isInstanceOfSatisfying(
            Found.To.class, to -> assertThat(to.endpoint()).isEqualTo(endpoint));
    assertThat(router.find(get("/api/rooms/k3vq2mz7a4xw5bd6/x", new DefaultHttpHeaders())))
        .isInstanceOfSatisfying(
            Found.To.class,
            to -> assertThat(to.request().requiredRoom().value()).isEqualTo("k3vq2mz7a4xw5bd6"));
    assertThat(router.find(get("/api/rooms/x/x", new DefaultHttpHeaders())))
        .isInstanceOf(Found.Nothing.class);
    assertThat(router.find(get("", new DefaultHttpHeaders()))).isInstanceOf(Found.Nothing.class);
  }
}
