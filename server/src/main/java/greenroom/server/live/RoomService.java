package greenroom.server.live;

import greenroom.protocol.ClientFrame;
import greenroom.protocol.Http;
import greenroom.protocol.Position;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What the network side asks of the rooms. Every call may come from any thread, an event loop
/// included, and returns at once; a stage completes on any thread. A stage that fails means that
/// the store did not answer or that a room cannot be read.
public interface RoomService {

  CompletionStage<NewRoom> create(Http.CreateRoom request);

  /// Lets a client in, or sends it away: the welcome or the bye arrives on `out`, possibly before
  /// this call returns.
  Connection connect(RoomId room, ClientFrame.Hello hello, Outbound out);

  /// Lets somebody follow the room without taking part: the welcome or the bye arrives on `out`,
  /// possibly before this call returns. The connection's commands do nothing.
  ///
  /// @param since where the client stands; absent asks for the state
  Connection watch(RoomId room, String token, @Nullable Position since, Outbound out);

  /// Gives a role a new link in place of its present one; interviewers only.
  ///
  /// @return the new link's token
  CompletionStage<Answer<String>> rotate(RoomId room, String token, Role role);

  /// Takes a role's link away; interviewers only. Nothing happens if it is away already.
  CompletionStage<Answer<Boolean>> revoke(RoomId room, String token, Role role);

  /// Whose token it is. Says nothing of whether the room lets spectators in.
  CompletionStage<Answer<Role>> role(RoomId room, String token);

  CompletionStage<Answer<Http.RoomInfo>> info(RoomId room, String token);

  CompletionStage<Answer<StateBody>> state(RoomId room, String token);

  /// Takes a room away; interviewers only.
  CompletionStage<Answer<Boolean>> delete(RoomId room, String token);

  /// The time by which the room runs, in milliseconds since 1970.
  long now(RoomId room);

  /// Completes, and never fails, when everything that was asked of the open rooms so far is in the
  /// log and answered, or cannot be.
  CompletionStage<Void> settled();
}
