package greenroom.server.http;

import greenroom.protocol.Http.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// `/api/openapi.yaml`, `/api/asyncapi.yaml` and `/api/schema/{file}`: the protocol for tools, as
/// the protocol module has it. All read into memory at the start. Immutable.
public final class ProtocolFiles {
  private static final String ROOT = "greenroom/protocol/schema/";
  private static final List<String> DESCRIPTIONS = List.of("/openapi.yaml", "/asyncapi.yaml");

  private final Map<String, Response> files;

  private ProtocolFiles(Map<String, Response> files) {
    this.files = Map.copyOf(files);
  }

  /// Reads the files on a class path.
  ///
  /// @throws java.io.UncheckedIOException if one cannot be read
  public static ProtocolFiles load(ClassLoader classPath) {
    Map<String, Response> files = new HashMap<>();
    ClassPathFiles.read(classPath, ROOT, "values.json")
        .forEach((path, content) -> files.put(path, Response.bytes(type(path), content)));
    return new ProtocolFiles(files);
  }

  private static String type(String path) {
    return path.endsWith(".yaml") ? "application/yaml" : "application/json";
  }

  /// The routes to these files.
  public List<Router.Route> routes() {
    List<Router.Route> routes = new ArrayList<>();
    for (String path : DESCRIPTIONS) {
      routes.add(route("/api" + path, request -> file(path)));
    }
    routes.add(route("/api/schema/{file}", request -> file("/" + request.requiredSegment("file"))));
    return routes;
  }

  private static Router.Route route(String pattern, Function<Request, Response> answer) {
    return new Router.Route(
        "GET",
        pattern,
        (Endpoint.Answering) request -> CompletableFuture.completedStage(answer.apply(request)));
  }

  private Response file(String path) {
    Response file = files.get(path);
    return file == null ? Response.problem(ProblemCode.NOT_FOUND, "path: unknown") : file;
  }
}
