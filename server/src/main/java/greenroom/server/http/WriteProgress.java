package greenroom.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/// Sees whether the bytes that wait in a channel move: whether the system took at least one of them
/// since the last look. Used on the channel's event loop alone.
public final class WriteProgress {
  private @Nullable Object current;
  private long taken;
  private long waiting;

  /// Whether something moved since the last look; the first bytes to wait count as a move, too.
  @SuppressWarnings("ReferenceEquality") // Another buffer at the head is a move, equal or not.
  public boolean look(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    Object currentNow = buffer == null ? null : buffer.current();
    long takenNow = currentNow == null ? 0 : buffer.currentProgress();
    long waitingNow = currentNow == null ? 0 : buffer.totalPendingWriteBytes();
    // More may have been added meanwhile, so a larger number of waiting bytes proves nothing.
    boolean moved = currentNow != current || takenNow != taken || waitingNow < waiting;
    current = currentNow;
    taken = takenNow;
    waiting = waitingNow;
    return moved;
  }
}
