package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an endpoint of the API is; an edit replaces it whole. Its style says which of the
/// properties it has.
///
/// @param method of REST
/// @param path of REST: one line, 1 to [Limits#PATH_LENGTH] units
/// @param operation of GraphQL
/// @param direction of a message
/// @param name of a GraphQL operation or a message: one line, 1 to [Limits#LABEL_LENGTH] units
/// @param request what is sent, a message's payload, if it is written down: lines of 1 to
///   [Limits#PAYLOAD_LENGTH] units
/// @param response what is answered, if it is written down: as long; a message has none
/// @param requirements that it serves, at most [Limits#LINKS]; they need not be there any more
/// @param entities that it exchanges, at most [Limits#LINKS]; they need not be there any more
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointContent(
    Style style,
    @Nullable Method method,
    @Nullable String path,
    @Nullable Operation operation,
    @Nullable Direction direction,
    @Nullable String name,
    @Nullable String request,
    @Nullable String response,
    List<ItemId> requirements,
    List<ItemId> entities) {
  public EndpointContent {
    Require.present("style", style);
    style.requireOwn("method", method, style == Style.REST);
    style.requireOwn("path", path, style == Style.REST);
    style.requireOwn("operation", operation, style == Style.GRAPHQL);
    style.requireOwn("direction", direction, style == Style.MESSAGE);
    style.requireOwn("name", name, style != Style.REST);
    if (path != null) {
      Require.line("path", path, 1, Limits.PATH_LENGTH);
    }
    if (name != null) {
      Require.line("name", name, 1, Limits.LABEL_LENGTH);
    }
    if (request != null) {
      Require.lines("request", request, 1, Limits.PAYLOAD_LENGTH);
    }
    if (response != null) {
      if (style == Style.MESSAGE) {
        throw style.foreign("response");
      }
      Require.lines("response", response, 1, Limits.PAYLOAD_LENGTH);
    }
    requirements = Require.distinct("requirements", requirements, 0, Limits.LINKS);
    entities = Require.distinct("entities", entities, 0, Limits.LINKS);
  }

  /// How a client talks to it.
  public enum Style {
    REST("rest"),
    GRAPHQL("graphql"),
    /// A message over a socket that stays open.
    MESSAGE("message");

    private final String wire;

    Style(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }

    /// A property that an endpoint of this style has to have, or must not have.
    private void requireOwn(String name, @Nullable Object value, boolean own) {
      if (own) {
        Require.present(name, value);
      } else if (value != null) {
        throw foreign(name);
      }
    }

    private IllegalArgumentException foreign(String name) {
      return new IllegalArgumentException(
          name + ": on an endpoint of style " + wire + " (expected: none)");
    }
  }

  /// HTTP's methods, as far as REST uses them.
  public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    @JsonValue
    public String wire() {
      return name();
    }
  }

  /// What a GraphQL operation does.
  public enum Operation {
    QUERY("query"),
    MUTATION("mutation"),
    SUBSCRIPTION("subscription");

    private final String wire;

    Operation(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }

  /// Who gets a message.
  public enum Direction {
    TO_SERVER("to-server"),
    TO_CLIENT("to-client");

    private final String wire;

    Direction(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }
}
