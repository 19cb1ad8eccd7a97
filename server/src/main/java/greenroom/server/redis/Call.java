package greenroom.server.redis;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One command on its way to Redis and back. It is in one thread's hands at a time.
final class Call {

  private static final byte[] ASKING = {'A', 'S', 'K', 'I', 'N', 'G'};
  private static final int OVERHEAD_BYTES = 16;

  /// What the caller waits for.
  final CompletableFuture<Object> answer = new CompletableFuture<>();

  /// The slot of its keys, and so the master that it belongs to.
  final int slot;

  /// The one node that it is for whatever the slots say, or null.
  final @Nullable RedisNode only;

  /// What it weighs while it waits, in bytes.
  final int bytes;

  private final long deadline;
  private @Nullable Script script; // null once it was sent in full
  private byte[][] command;
  private boolean asking;
  private int detours;

  Call(
      int slot,
      @Nullable RedisNode only,
      long deadline,
      @Nullable Script script,
      byte[][] command) {
    this.slot = slot;
    this.only = only;
    this.deadline = deadline;
    this.script = script;
    this.command = command;
    int sum = 0;
    for (byte[] argument : command) {
      sum += argument.length + OVERHEAD_BYTES;
    }
    this.bytes = sum;
  }

  /// Whether it is too late after another `nanos`.
  boolean expiresWithin(long nanos) {
    return System.nanoTime() + nanos - deadline >= 0;
  }

  /// Counts one more answer that sent it elsewhere, and returns how many there were.
  int countDetour() {
    return ++detours;
  }

  /// Whether it goes to a node that is only about to become its slot's master.
  void asking(boolean value) {
    asking = value;
  }

  /// Sends the whole script next time; false if there is none, or it was sent already.
  boolean switchToFullScript() {
    if (script == null) {
      return false;
    }
    command = script.inFull(command);
    script = null;
    return true;
  }

  void writeTo(RedisConnection connection) {
    if (asking) {
      connection.write(ASKING);
    }
    connection.write(command);
  }

  Object readFrom(RedisConnection connection) {
    if (asking) {
      connection.read();
    }
    return connection.read();
  }
}
