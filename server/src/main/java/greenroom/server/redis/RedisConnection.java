package greenroom.server.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/// One connection to one Redis: commands go into its buffer, [#flush] sends them, [#read] takes the
/// replies in the same order. One thread may write while another one reads.
final class RedisConnection extends Connection {

  private final RedisNode node;

  /// Set by [#connect], which the constructor of the superclass calls, so without an initial value.
  private boolean opened;

  RedisConnection(RedisNode node, JedisClientConfig config) {
    super(node.forJedis(), config);
    this.node = node;
  }

  RedisNode node() {
    return node;
  }

  /// Connects once. Jedis would connect again on the next write, without logging in.
  @Override
  public void connect() {
    if (opened && !isConnected()) {
      throw new JedisConnectionException("connection to " + node + " is closed");
    }
    super.connect();
    opened = true;
  }

  /// Puts a command and its arguments into the buffer, some of which may leave at once.
  void write(byte[]... command) {
    byte[] name = command[0];
    ProtocolCommand first = () -> name;
    CommandArguments arguments = new CommandArguments(first);
    for (int i = 1; i < command.length; i++) {
      arguments.add(command[i]);
    }
    sendCommand(arguments);
  }

  /// Sends what is in the buffer.
  @Override
  public void flush() {
    super.flush();
  }

  /// The next reply: `byte[]`, `Long`, a `List` of replies, null, or a [JedisDataException] as a
  /// value where Redis answers with an error.
  ///
  /// @throws redis.clients.jedis.exceptions.JedisConnectionException if none came in time
  @SuppressWarnings("NullAway") // Jedis returns null for a null reply and is not annotated.
  Object read() {
    try {
      return getUnflushedObject();
    } catch (JedisDataException e) {
      return e;
    }
  }

  /// Sends one command and waits for its reply.
  ///
  /// @throws JedisDataException if Redis answers with an error
  Object ask(String... command) {
    byte[][] raw = new byte[command.length][];
    for (int i = 0; i < command.length; i++) {
      raw[i] = command[i].getBytes(StandardCharsets.UTF_8);
    }
    write(raw);
    flush();
    return getUnflushedObject();
  }

  /// The same, for a reply that is text.
  String askText(String... command) {
    return text(ask(command));
  }

  /// The value of a configuration option, or an empty text where there is none.
  String setting(String name) {
    return ask("CONFIG", "GET", name) instanceof List<?> pair && pair.size() == 2
        ? text(pair.get(1))
        : "";
  }

  /// A field of the `INFO` section `section`, or an empty text where there is none.
  String info(String section, String field) {
    return askText("INFO", section)
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /// `master`, `slave` or `sentinel`; an empty text where an access list forbids the question.
  String role() {
    try {
      return ask("ROLE") instanceof List<?> role && !role.isEmpty() ? text(role.getFirst()) : "";
    } catch (JedisAccessControlException e) {
      return "";
    }
  }

  static String text(Object reply) {
    return reply instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(reply);
  }

  /// Closes the socket at once, from any thread: whoever waits for a reply gets an exception.
  void abort() {
    try {
      forceDisconnect();
    } catch (IOException e) {
      // It could not even be closed: there is nothing left that could be done with it.
    }
  }
}
