package greenroom.server.live;

import greenroom.protocol.ClientFrame;
import greenroom.protocol.Http;
import greenroom.protocol.RoomId;
import java.util.concurrent.CompletionStage;

/// What the network side asks of the rooms. Every call may come from any thread, an event loop
/// included, and returns at once; a stage completes on any thread. A stage that fails means that
/// the store did not answer or that a room cannot be read.
public interface RoomService {

  CompletionStage<NewRoom> create(Http.CreateRoom request);

  /// Lets a client in, or sends it away: the welcome or the bye arrives on `out`, possibly before
  /// this call returns.
  Connection connect(RoomId room, ClientFrame.Hello hello, Outbound out);

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
