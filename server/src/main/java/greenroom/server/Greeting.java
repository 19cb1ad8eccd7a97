package greenroom.server;

import java.net.InetSocketAddress;

/// What the operator sees once the server listens.
final class Greeting {
  private Greeting() {}

  static String of(ServeOptions options, InetSocketAddress address) {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    String local = "http://" + host + ":" + address.getPort();
    String link = options.publicUrl() == null ? local : options.publicUrl().toString();
    String store =
        options.redis() == null
            ? "kept in     " + options.data().toAbsolutePath().normalize()
            : "kept in     the Redis of --redis";
    return """
    Greenroom is listening.
      open        %s
      new room    curl -X POST %s/api/rooms -H 'Content-Type: application/json' -d '{"title":"A feed"}'
      %s
      stop with   Ctrl-C\
    """
        .formatted(link, local, store);
  }
}
