package greenroom.server.live;

import greenroom.protocol.CloseCode;
import greenroom.protocol.Command;
import greenroom.protocol.ItemId;
import greenroom.protocol.Position;
import greenroom.protocol.Rejection;
import greenroom.protocol.RequirementContent;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Signal;
import greenroom.protocol.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One connection of a tab, and what it is told. One thread only.
final class Visit implements Outbound {
  /// What each command of a test is said to weigh.
  private static final int COMMAND_BYTES = 100;

  private final List<Frame> frames = new ArrayList<>();
  private final List<CloseCode> closed = new ArrayList<>();
  private @Nullable Connection connection;
  private boolean behind;

  void come(Connection with) {
    connection = with;
  }

  private Connection connection() {
    return Objects.requireNonNull(connection, "connection");
  }

  @Override
  public void send(Frame frame) {
    frames.add(frame);
  }

  @Override
  public boolean isBehind() {
    return behind;
  }

  @Override
  public void bundle() {}

  @Override
  public void close(CloseCode code, String message) {
    closed.add(code);
    // As the network side does.
    if (connection != null) {
      connection.closed();
    }
  }

  Visit command(long n, Command command) {
    return command(n, command, COMMAND_BYTES);
  }

  Visit command(long n, Command command, int bytes) {
    connection().command(n, command, bytes);
    return this;
  }

  /// A command that is another one for each `text`.
  Visit adds(long n, String text) {
    return command(n, adding(text));
  }

  static Command adding(String text) {
    return new Command.RequirementAdd(
        new ItemId("requirement-%s".formatted("0".repeat(4 - text.length()) + text)),
        null,
        new RequirementContent(
            RequirementContent.Style.FUNCTIONAL, text, RequirementContent.Scope.CORE, null, null));
  }

  void refused(long n, Rejection why) {
    connection().refuse(n, why);
  }

  Visit signal(Signal signal) {
    connection().signal(signal);
    return this;
  }

  void leave() {
    connection().closed();
  }

  /// From now on more waits for the tab than should.
  void stall() {
    behind = true;
  }

  /// The tab took what waited for it.
  void drain() {
    behind = false;
    connection().drained();
  }

  List<Frame> frames() {
    return frames;
  }

  List<ServerFrame> told() {
    return frames.stream().map(frame -> Wire.read(frame.json(), ServerFrame.class)).toList();
  }

  /// All bytes that came, as text.
  String heard() {
    StringBuilder all = new StringBuilder();
    frames.forEach(
        frame -> all.append(new String(frame.json(), StandardCharsets.UTF_8)).append('\n'));
    return all.toString();
  }

  <T extends ServerFrame> List<T> told(Class<T> type) {
    return told().stream().filter(type::isInstance).map(type::cast).toList();
  }

  ServerFrame.Welcome welcome() {
    return told(ServerFrame.Welcome.class).getFirst();
  }

  List<String> events() {
    return told(ServerFrame.Happened.class).stream().map(ServerFrame.Happened::event).toList();
  }

  List<Signal> signals() {
    return told(ServerFrame.Signalled.class).stream().map(ServerFrame.Signalled::signal).toList();
  }

  /// Who is here, as the tab was told last.
  ServerFrame.Presence presence() {
    return told(ServerFrame.Presence.class).getLast();
  }

  /// Everything that answers number `n`.
  List<ServerFrame> answers(long n) {
    return told().stream()
        .filter(frame ->
            switch (frame) {
              case ServerFrame.Ack ack -> ack.n() == n;
              case ServerFrame.Reject reject -> reject.n() == n;
              case ServerFrame.Welcome _,
                  ServerFrame.Happened _,
                  ServerFrame.Reset _,
                  ServerFrame.Pong _,
                  ServerFrame.BadFrame _,
                  ServerFrame.GoAway _,
                  ServerFrame.Presence _,
                  ServerFrame.Signalled _,
                  ServerFrame.Heartbeat _,
                  ServerFrame.Bye _ ->
                  false;
            })
        .toList();
  }

  /// Where number `n` was acked to stand.
  Position acked(long n) {
    return ((ServerFrame.Ack) answers(n).getFirst()).position();
  }

  ServerFrame.Reject rejected(long n) {
    return (ServerFrame.Reject) answers(n).getFirst();
  }

  List<CloseCode> closed() {
    return closed;
  }
}
