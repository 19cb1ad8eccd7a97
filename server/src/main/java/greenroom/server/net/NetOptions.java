package greenroom.server.net;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What the operator says about the server's address. Its text hides the create key.
///
/// @param host a host name or an IP address of this machine
/// @param port 0..65535, where 0 takes any free port
/// @param publicUrl how people reach this server, without a path; null if that is whatever address
///   they use
/// @param createKey what creating a room needs, in visible ASCII; null lets anybody create one
public record NetOptions(
    String host, int port, @Nullable URI publicUrl, @Nullable String createKey) {
  @Override
  public String toString() {
    return "NetOptions[host=" + host + ", port=" + port + ", publicUrl=" + publicUrl + "]";
  }
}
