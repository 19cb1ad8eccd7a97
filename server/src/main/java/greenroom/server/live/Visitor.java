package greenroom.server.live;

import greenroom.protocol.ClientFrame.Hello;
import greenroom.protocol.Position;
import greenroom.protocol.SessionId;
import org.jspecify.annotations.Nullable;

/// Who a connection is for, and where they stand. Its text shows no secret.
///
/// @param session of a stream, one that nobody else knows of
/// @param person the secret that makes a participant; a stream has none
/// @param name for who joins for the first time
/// @param since where the client stands; absent asks for the state
/// @param sent the highest number that the session ever gave to a command
record Visitor(
    SessionId session,
    @Nullable String person,
    @Nullable String name,
    @Nullable Position since,
    long sent) {

  static Visitor of(Hello hello) {
    return new Visitor(hello.session(), hello.person(), hello.name(), hello.since(), hello.sent());
  }

  /// Somebody who follows a stream of events and says nothing.
  static Visitor ofStream(SessionId session, @Nullable Position since) {
    return new Visitor(session, null, null, since, 0);
  }

  boolean isStream() {
    return person == null;
  }

  @Override
  public String toString() {
    return "Visitor[session=" + session + ", since=" + since + ", sent=" + sent + "]";
  }
}
