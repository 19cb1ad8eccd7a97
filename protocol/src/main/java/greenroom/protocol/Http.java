package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;

/// The bodies of the HTTP interface.
public final class Http {
  private Http() {}

  /// `POST /api/rooms`.
  ///
  /// @param title one line, 1 to [Limits#TITLE_LENGTH] units
  /// @param problem the prompt, Markdown; hidden from candidates and spectators until the start
  /// @param guide the problem of the guide that it was taken from, if any
  /// @param framework a preset's name or a room's own phases; `45` if absent
  /// @param clockBy `interviewers` if absent
  /// @param spectators whether spectators may watch, `true` if absent
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CreateRoom(
      String title,
      @Nullable String problem,
      @Nullable GuideId guide,
      @Nullable FrameworkChoice framework,
      @Nullable ClockBy clockBy,
      boolean autoAdvance,
      @Nullable Boolean spectators) {
    public CreateRoom {
      Require.line("title", title, 1, Limits.TITLE_LENGTH);
      if (problem != null) {
        Require.lines("problem", problem, 0, Limits.PROBLEM_LENGTH);
      }
    }
  }

  /// A framework by its preset's name or by its phases.
  @JsonDeserialize(using = FrameworkReader.class)
  public sealed interface FrameworkChoice {
    record Named(Preset preset) implements FrameworkChoice {
      public Named {
        Require.present("preset", preset);
      }
    }

    record Own(List<Item.Phase> phases) implements FrameworkChoice {
      public Own {
        phases = Item.Phase.requireList("phases", phases);
      }
    }
  }

  /// Reads a framework by its single property.
  static final class FrameworkReader extends VariantReader<FrameworkChoice> {
    FrameworkReader() {
      super(FrameworkChoice.class, "preset, phases");
    }

    @Override
    @Nullable FrameworkChoice variant(
        String property, JsonParser json, DeserializationContext context) {
      return switch (property) {
        case "preset" -> new FrameworkChoice.Named(value(property, Preset.class, json, context));
        case "phases" ->
            new FrameworkChoice.Own(
                Arrays.asList(value(property, Item.Phase[].class, json, context)));
        default -> null;
      };
    }
  }

  /// `201 Created`.
  ///
  /// @param links per role, to open in a browser; the token is in the fragment
  /// @param tokens per role, for other clients
  /// @param expires when the room goes if nothing happens in it, in milliseconds since 1970
  public record RoomCreated(
      RoomId id,
      Map<Role, String> links,
      Map<Role, String> tokens,
      @JsonProperty(required = true) long expires) {
    public RoomCreated {
      Require.present("id", id);
      requireEveryRole("links", links);
      requireEveryRole("tokens", tokens);
      Require.time("expires", expires);
    }

    private static void requireEveryRole(String name, @Nullable Map<Role, String> values) {
      for (Role role : Role.values()) {
        Require.present(name + "." + role.wire(), Require.present(name, values).get(role));
      }
    }

    /// Without the tokens.
    @Override
    public String toString() {
      return "RoomCreated[" + id + "]";
    }
  }

  /// `POST /api/rooms/{id}/streams`: `201 Created`, together with the cookie that opens the stream.
  ///
  /// @param url a path on this server
  /// @param expires when the cookie goes, in milliseconds since 1970
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StreamCreated(String url, @Nullable Long expires) {
    private static final Pattern URL =
        Pattern.compile("/api/rooms/[a-z2-7]{16}/streams/[A-Za-z0-9_-]{22}");

    public StreamCreated {
      Require.matches("url", url, URL, "/api/rooms/{id}/streams/{handle}");
      if (expires != null) {
        Require.time("expires", expires);
      }
    }
  }

  /// `POST /api/rooms/{id}/links/{role}`.
  ///
  /// @param link to open in a browser; the token is in the fragment
  /// @param token for other clients
  public record LinkRotated(Role role, String link, String token) {
    public LinkRotated {
      Require.present("role", role);
      Require.present("link", link);
      Require.present("token", token);
    }

    /// Without the token.
    @Override
    public String toString() {
      return "LinkRotated[" + role + "]";
    }
  }

  /// `GET /api/rooms/{id}`: what a token's holder may know without the state.
  public record RoomInfo(
      RoomId id,
      Role role,
      String title,
      Position position,
      Clock clock,
      @JsonProperty(required = true) long created,
      @JsonProperty(required = true) long expires) {
    public RoomInfo {
      Require.present("id", id);
      Require.present("role", role);
      Require.line("title", title, 1, Limits.TITLE_LENGTH);
      Require.present("position", position);
      Require.present("clock", clock);
      Require.time("created", created);
      Require.time("expires", expires);
    }
  }

  /// `GET /api/rooms/{id}/state`.
  ///
  /// @param digest the state's digest, see [RoomState#digest]
  /// @param coverage what the design in the state covers
  public record StateAt(Position position, RoomState state, String digest, Coverage coverage) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public StateAt {
      Require.present("position", position);
      Require.present("state", state);
      Require.matches("digest", digest, DIGEST, "64 hex digits");
      Require.present("coverage", coverage);
    }
  }

  /// `GET /api/time`.
  ///
  /// @param now the server's time in milliseconds since 1970
  public record Time(@JsonProperty(required = true) long now) {
    public Time {
      Require.time("now", now);
    }
  }

  /// `GET /api/guide`: what everybody may read of the guide.
  ///
  /// @param frameworks the presets
  /// @param checklist for non-functional requirements, part of the phase Requirements
  public record Guide(
      List<GuideEntry.Framework> frameworks,
      List<GuideEntry.PhaseTips> phases,
      List<GuideEntry.ChecklistPoint> checklist,
      List<GuideEntry.ConceptCard> concepts,
      List<GuideEntry.Problem> problems) {
    public Guide {
      frameworks = Require.list("frameworks", frameworks, 1, Integer.MAX_VALUE);
      phases = Require.list("phases", phases, 1, Integer.MAX_VALUE);
      checklist = Require.list("checklist", checklist, 1, Integer.MAX_VALUE);
      concepts = Require.list("concepts", concepts, 1, Integer.MAX_VALUE);
      problems = Require.list("problems", problems, 1, Integer.MAX_VALUE);
    }
  }

  /// `GET /api/rooms/{id}/guide`: what interviewers alone may read of it.
  public record RoomGuide(List<GuideEntry.Probe> probes, List<GuideEntry.ProblemKey> problems) {
    public RoomGuide {
      probes = Require.list("probes", probes, 1, Integer.MAX_VALUE);
      problems = Require.list("problems", problems, 1, Integer.MAX_VALUE);
    }
  }

  /// A problem detail of RFC 9457; `type` is `about:blank` and `code` says what it is.
  ///
  /// @param retryAfterMillis when to try again, where that helps
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProblemDetail(
      String type,
      String title,
      @JsonProperty(required = true) int status,
      ProblemCode code,
      String detail,
      @Nullable Long retryAfterMillis) {
    public ProblemDetail {
      Require.present("type", type);
      Require.present("title", title);
      Require.range("status", status, 400, 599);
      Require.present("code", code);
      Require.present("detail", detail);
      if (retryAfterMillis != null) {
        Require.range("retryAfterMillis", retryAfterMillis, 0, Limits.MAX_SAFE_INTEGER);
      }
    }

    public static ProblemDetail of(ProblemCode code, String detail) {
      return new ProblemDetail("about:blank", code.title(), code.status(), code, detail, null);
    }
  }

  /// Why an HTTP request was refused.
  public enum ProblemCode {
    BAD_REQUEST("bad-request", 400, "Bad request", Retry.NEVER),
    UNAUTHORIZED("unauthorized", 401, "No or unknown token", Retry.NEVER),
    FORBIDDEN("forbidden", 403, "Not with this token", Retry.NEVER),
    FORBIDDEN_ORIGIN("forbidden-origin", 403, "Not from this origin", Retry.NEVER),
    NOT_FOUND("not-found", 404, "Nothing here", Retry.NEVER),
    ROOM_GONE("room-gone", 404, "No such room", Retry.NEVER),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Not by this method", Retry.NEVER),
    BODY_TOO_LARGE("body-too-large", 413, "Body too large", Retry.NEVER),
    NOT_JSON("not-json", 415, "Not application/json", Retry.NEVER),
    RATE_LIMITED("rate-limited", 429, "Too many requests", Retry.LATER),
    INTERNAL("internal", 500, "A fault in the server", Retry.LATER),
    UNAVAILABLE("unavailable", 503, "Storage does not answer", Retry.LATER);

    private final String wire;
    private final int status;
    private final String title;
    private final Retry retry;

    ProblemCode(String wire, int status, String title, Retry retry) {
      this.wire = wire;
      this.status = status;
      this.title = title;
      this.retry = retry;
    }

    @JsonValue
    public String wire() {
      return wire;
    }

    public int status() {
      return status;
    }

    public String title() {
      return title;
    }

    public Retry retry() {
      return retry;
    }
  }
}
