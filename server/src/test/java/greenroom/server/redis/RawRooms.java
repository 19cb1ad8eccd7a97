package greenroom.server.redis;

import greenroom.protocol.LogName;
import greenroom.protocol.RoomId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Reaches past the scripts into the keys of rooms, to look and to damage.
final class RawRooms {

  private final List<RedisProcess> all;
  private final Function<RoomId, RedisProcess> owner;

  private RawRooms(List<RedisProcess> all, Function<RoomId, RedisProcess> owner) {
    this.all = all;
    this.owner = owner;
  }

  static RawRooms in(RedisProcess redis) {
    return new RawRooms(List.of(redis), _ -> redis);
  }

  static RawRooms in(RedisCluster cluster, int size) {
    List<RedisProcess> masters =
        Stream.iterate(0, i -> i + 1).limit(size).map(cluster::master).toList();
    return new RawRooms(masters, room -> cluster.owner(RoomKeys.slotOf(room)));
  }

  /// An entry of a stream: its id, then names and values in turn.
  record RawEntry(String id, List<String> fields) {
    static RawEntry of(Object reply) {
      List<?> parts = (List<?>) reply;
      return new RawEntry(
          RedisConnection.text(parts.get(0)),
          ((List<?>) parts.get(1)).stream().map(RedisConnection::text).toList());
    }

    RawEntry with(String name, String value) {
      List<String> changed = new ArrayList<>(fields);
      changed.set(changed.indexOf(name) + 1, value);
      return new RawEntry(id, changed);
    }
  }

  static String key(RoomId room, String name) {
    return RoomKeys.channelOf(room) + ":" + name;
  }

  static String key(RoomId room, LogName log) {
    return key(room, log == LogName.SHARED ? "log" : "private");
  }

  Object ask(RoomId room, String... command) {
    return owner.apply(room).ask(command);
  }

  /// The keys of one room.
  Set<String> keys(RoomId room) {
    return matching(RoomKeys.channelOf(room) + "*");
  }

  /// What lies under the keys of one room.
  Map<String, String> dump(RoomId room) {
    Map<String, String> dump = new TreeMap<>();
    for (String key : keys(room)) {
      dump.put(key, Arrays.toString((byte[]) ask(room, "DUMP", key)));
    }
    return dump;
  }

  /// All keys that there are.
  Set<String> keys() {
    return matching("gr:*");
  }

  private Set<String> matching(String pattern) {
    Set<String> keys = new TreeSet<>();
    for (RedisProcess redis : all) {
      for (Object key : (List<?>) redis.ask("KEYS", pattern)) {
        keys.add(RedisConnection.text(key));
      }
    }
    return keys;
  }

  List<RawEntry> entries(RoomId room, LogName log) {
    return ((List<?>) ask(room, "XRANGE", key(room, log), "-", "+"))
        .stream().map(RawEntry::of).toList();
  }

  /// Makes a log anew, as if it had never had other entries.
  void rewrite(RoomId room, LogName log, UnaryOperator<List<RawEntry>> change) {
    String key = key(room, log);
    List<RawEntry> entries = change.apply(entries(room, log));
    ask(room, "DEL", key);
    for (RawEntry entry : entries) {
      ask(
          room,
          Stream.concat(Stream.of("XADD", key, entry.id()), entry.fields().stream())
              .toArray(String[]::new));
    }
  }

  /// Changes a field of a log's newest entry.
  void setNewest(RoomId room, LogName log, String name, String value) {
    rewrite(
        room,
        log,
        entries -> {
          List<RawEntry> changed = new ArrayList<>(entries);
          changed.addLast(changed.removeLast().with(name, value));
          return changed;
        });
  }

  /// Puts a key aside and one of another type in its place.
  void breakKey(RoomId room, String name) {
    if (ask(room, "EXISTS", key(room, name)).equals(1L)) {
      ask(room, "RENAME", key(room, name), aside(room, name));
    }
    ask(room, "SET", key(room, name), "another type");
  }

  void mendKey(RoomId room, String name) {
    ask(room, "DEL", key(room, name));
    if (ask(room, "EXISTS", aside(room, name)).equals(1L)) {
      ask(room, "RENAME", aside(room, name), key(room, name));
    }
  }

  private static String aside(RoomId room, String name) {
    return "aside:{" + room + "}:" + name;
  }
}
