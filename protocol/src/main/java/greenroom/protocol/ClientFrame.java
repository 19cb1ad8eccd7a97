package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client sends over the WebSocket, one JSON object to a text frame.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ClientFrame {

  /// The first frame of a connection: who is there and where they stopped.
  ///
  /// @param token the capability from the link, 22 characters of URL-safe base 64
  /// @param person a secret that the browser made once for this room, 22 characters of URL-safe
  ///   base 64; it decides which participant this is
  /// @param session names the client tab
  /// @param name the name of a participant who joins for the first time; interviewers and
  ///   candidates need it
  /// @param since the last position that the client holds the state of; absent asks for the state
  /// @param sent the highest number that this session ever gave to a command, 0 for none
  @JsonTypeName("hello")
  record Hello(
      String token,
      String person,
      SessionId session,
      @Nullable String name,
      @Nullable Position since,
      @JsonProperty(required = true) long sent)
      implements ClientFrame {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22}");

    public Hello {
      requireSecret("token", token);
      requireSecret("person", person);
      Require.present("session", session);
      if (name != null) {
        Require.line("name", name, 1, Limits.NAME_LENGTH);
      }
      Require.range("sent", sent, 0, Limits.MAX_SAFE_INTEGER);
    }

    // A secret never stands in a message.
    private static void requireSecret(String name, @Nullable String value) {
      if (!SECRET.matcher(Require.present(name, value)).matches()) {
        throw new IllegalArgumentException(
            name + ": malformed (expected: 22 characters of URL-safe base 64)");
      }
    }

    @Override
    public String toString() {
      return "Hello[session=" + session + ", since=" + since + ", sent=" + sent + "]";
    }
  }

  /// Asks the room to do something.
  ///
  /// @param n the session's number for this command: 1, 2, 3, …
  @JsonTypeName("command")
  record Numbered(@JsonProperty(required = true) long n, Command command) implements ClientFrame {
    public Numbered {
      Require.range("n", n, 1, Limits.MAX_SAFE_INTEGER);
      Require.present("command", command);
    }
  }

  /// Asks for a pong, to keep the connection and to learn the server's time.
  ///
  /// @param t anything; it comes back
  @JsonTypeName("ping")
  record Ping(@JsonProperty(required = true) long t) implements ClientFrame {
    public Ping {
      Require.range("t", t, 0, Limits.MAX_SAFE_INTEGER);
    }
  }

  /// Tells the others what this tab does right now. There is no answer.
  @JsonTypeName("signal")
  record Signalled(Signal signal) implements ClientFrame {
    public Signalled {
      Require.present("signal", signal);
    }
  }
}
