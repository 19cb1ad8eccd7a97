package greenroom.server.redis;

import greenroom.protocol.RoomId;
import greenroom.server.live.Attendance;
import greenroom.server.live.EventLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Who is in which room, as the nodes say. Safe for use by any thread; nothing here blocks.
final class RedisAttendance implements Attendance {

  private final RedisCalls calls;
  private final RedisClock clock;

  RedisAttendance(RedisCalls calls, RedisClock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Map<String, byte[]>> renew(RoomId room, String node, byte[] here) {
    if (here.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "here: " + here.length + " bytes (expected: at most " + MAX_BYTES + ")");
    }
    RoomKeys keys = new RoomKeys(room);
    long now = clock.nowMillis(keys.slot);
    ScriptArguments arguments =
        new ScriptArguments()
            .add(now)
            .addWord("node", node)
            .add(now + EventLog.LEASE_MILLIS)
            .add(here);
    byte[][] scriptKeys = keys.with(keys.here, keys.crowd);
    return Failures.of(room, calls.run(keys.slot, Scripts.ATTEND, scriptKeys, arguments.all()))
        .thenApply(Reply::of)
        .thenApply(reply -> {
          Map<String, byte[]> said = new LinkedHashMap<>();
          for (int i = 0; i < reply.size(); i += 2) {
            said.put(reply.text(i), reply.bytes(i + 1));
          }
          return said;
        });
  }

  @Override
  public CompletionStage<Void> leave(RoomId room, String node) {
    RoomKeys keys = new RoomKeys(room);
    ScriptArguments arguments = new ScriptArguments().addWord("node", node);
    byte[][] scriptKeys = keys.with(keys.crowd);
    return Failures.of(room, calls.run(keys.slot, Scripts.UNATTEND, scriptKeys, arguments.all()))
        .thenAccept(_ -> {});
  }
}
