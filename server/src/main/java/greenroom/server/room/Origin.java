package greenroom.server.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import greenroom.protocol.SessionId;
import java.util.List;

/// Which command an entry comes from. Kept beside the entry, outside the digest, and shown to
/// nobody.
///
/// @param session the client tab that sent it
/// @param n its number in that session
/// @param hash the first 8 bytes of the SHA-256 of the command, to tell a repeat from a reuse
/// @param forgets sessions that the room stops remembering with this entry, to stay within its
///   limit
public record Origin(
    SessionId session,
    @JsonProperty(required = true) long n,
    @JsonProperty(required = true) long hash,
    List<SessionId> forgets) {
  public Origin {
    forgets = List.copyOf(forgets);
  }
}
