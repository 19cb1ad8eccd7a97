package greenroom.server.outbox;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who is connected to a server and stays, and the lanes on which their frames go out. Safe for use
/// by many threads.
public final class Clients {
  private final Set<Client> open = ConcurrentHashMap.newKeySet();
  private final Map<EventLoop, Lane> lanes = new ConcurrentHashMap<>();

  /// The lane of a channel's event loop.
  public Lane lane(Channel channel) {
    return lanes.computeIfAbsent(channel.eventLoop(), Lane::new);
  }

  public void opened(Client client) {
    open.add(client);
  }

  public void closed(Client client) {
    open.remove(client);
  }

  /// Those there are at this moment.
  public List<Client> open() {
    return List.copyOf(open);
  }
}
