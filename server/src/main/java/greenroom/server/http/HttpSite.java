package greenroom.server.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What all HTTP connections of a server share. Safe for use by many threads.
public final class HttpSite {
  private final Router router;
  private final PublicAddress address;
  private final HttpLimits limits;
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  public HttpSite(Router router, PublicAddress address, HttpLimits limits) {
    this.router = router;
    this.address = address;
    this.limits = limits;
  }

  Router router() {
    return router;
  }

  PublicAddress address() {
    return address;
  }

  HttpLimits limits() {
    return limits;
  }

  /// Whether connections close as soon as they have nothing to answer.
  boolean draining() {
    return draining;
  }

  void opened(HttpConnection connection) {
    open.add(connection);
    if (draining) {
      connection.drain();
    }
  }

  void closed(HttpConnection connection) {
    open.remove(connection);
  }

  /// Lets requests that have begun come to their answers, and closes the connections then.
  public void drain() {
    draining = true;
    open.forEach(HttpConnection::drain);
  }

  /// How many HTTP connections there are.
  public int open() {
    return open.size();
  }
}
