package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/// What a requirement says; an edit replaces it whole.
///
/// @param text one line, 1 to [Limits#REQUIREMENT_LENGTH] units
/// @param category which point of the checklist a non-functional requirement is about, if any
/// @param target the number it has, if any, in the writers' own words: `p99 under 200 ms`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequirementContent(
    Style style, String text, Scope scope, @Nullable Category category, @Nullable String target) {

  public RequirementContent {
    Require.present("style", style);
    Require.line("text", text, 1, Limits.REQUIREMENT_LENGTH);
    Require.present("scope", scope);
    if (category != null && style == Style.FUNCTIONAL) {
      throw new IllegalArgumentException(
          "category: " + category.wire() + " on a functional requirement (expected: none)");
    }
    if (target != null) {
      Require.line("target", target, 1, Limits.TARGET_LENGTH);
    }
  }

  /// What users can do, or how well the system does it.
  public enum Style {
    FUNCTIONAL("functional"),
    NON_FUNCTIONAL("non-functional");

    private final String wire;

    Style(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }

  /// Whether the design has to meet it.
  public enum Scope {
    CORE("core"),
    BELOW_LINE("below-line");

    private final String wire;

    Scope(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }

  /// The eight points of the checklist for non-functional requirements.
  public enum Category {
    CAP("cap"),
    ENVIRONMENT("environment"),
    SCALABILITY("scalability"),
    LATENCY("latency"),
    DURABILITY("durability"),
    SECURITY("security"),
    FAULT_TOLERANCE("fault-tolerance"),
    COMPLIANCE("compliance");

    private final String wire;

    Category(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }
}
