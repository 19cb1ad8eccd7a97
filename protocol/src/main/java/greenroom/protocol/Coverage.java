package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/// Which requirements the design meets and which endpoints were walked through it.
///
/// @param requirements the core ones, in their order
/// @param endpoints all of them, in their order
public record Coverage(List<RequirementCoverage> requirements, List<EndpointCoverage> endpoints) {
  public Coverage {
    requirements = Require.list("requirements", requirements, 0, Limits.REQUIREMENTS);
    endpoints = Require.list("endpoints", endpoints, 0, Limits.ENDPOINTS);
  }

  /// What is there for a core requirement.
  ///
  /// @param covered whether a functional one has an endpoint that is walked, or a non-functional
  ///   one is met
  /// @param endpoints that serve it, in their order
  public record RequirementCoverage(
      ItemId id,
      @JsonProperty(required = true) boolean covered,
      List<ItemId> endpoints,
      DiveCoverage dive) {
    public RequirementCoverage {
      Require.present("id", id);
      endpoints = Require.list("endpoints", endpoints, 0, Limits.ENDPOINTS);
      Require.present("dive", dive);
    }
  }

  /// How far the deep dive into a requirement came.
  public enum DiveCoverage {
    /// Nobody has written anything.
    NONE("none"),
    /// Something is written; the requirement is not met yet.
    OPEN("open"),
    MET("met");

    private final String wire;

    DiveCoverage(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }

  /// What is there for an endpoint.
  ///
  /// @param walked whether it has a walk of which every element is on the board
  /// @param requirements that it serves and that are there, in their order
  public record EndpointCoverage(
      ItemId id, @JsonProperty(required = true) boolean walked, List<ItemId> requirements) {
    public EndpointCoverage {
      Require.present("id", id);
      requirements = Require.list("requirements", requirements, 0, Limits.LINKS);
    }
  }
}
