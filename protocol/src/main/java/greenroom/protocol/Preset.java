package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.IntStream;

/// The ready-made frameworks, for 35, 45 and 60 minutes, each with and without Data flow.
public enum Preset {
  MINUTES_35("35", "35 minutes"),
  MINUTES_35_DATA_FLOW("35-data-flow", "35 minutes with data flow"),
  MINUTES_45("45", "45 minutes"),
  MINUTES_45_DATA_FLOW("45-data-flow", "45 minutes with data flow"),
  MINUTES_60("60", "60 minutes"),
  MINUTES_60_DATA_FLOW("60-data-flow", "60 minutes with data flow");

  private static final List<String> IDS =
      List.of(
          "introduction",
          "requirements",
          "entities",
          "api",
          "data-flow",
          "high-level-design",
          "deep-dives",
          "wrap-up");

  private static final List<String> NAMES =
      List.of(
          "Introduction",
          "Requirements",
          "Core entities",
          "API",
          "Data flow",
          "High-level design",
          "Deep dives",
          "Wrap-up");

  private final String wire;
  private final String title;

  Preset(String wire, String title) {
    this.wire = wire;
    this.title = title;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /// Every phase that a preset has, in order.
  public static List<PhaseId> allPhases() {
    return IDS.stream().map(PhaseId::new).toList();
  }

  /// The name for people.
  public String title() {
    return title;
  }

  /// The phases in order; a preset without Data flow does not have that phase.
  public List<Item.Phase> phases() {
    return switch (this) {
      case MINUTES_35 -> ofMinutes(1, 4, 2, 4, 0, 12, 8, 4);
      case MINUTES_35_DATA_FLOW -> ofMinutes(1, 4, 2, 4, 4, 9, 7, 4);
      case MINUTES_45 -> ofMinutes(1, 5, 2, 5, 0, 15, 12, 5);
      case MINUTES_45_DATA_FLOW -> ofMinutes(1, 5, 2, 5, 5, 12, 10, 5);
      case MINUTES_60 -> ofMinutes(1, 7, 3, 7, 0, 20, 16, 6);
      case MINUTES_60_DATA_FLOW -> ofMinutes(1, 7, 3, 7, 6, 16, 14, 6);
    };
  }

  private static List<Item.Phase> ofMinutes(int... minutes) {
    return IntStream.range(0, minutes.length)
        .filter(i -> minutes[i] > 0)
        .mapToObj(i -> new Item.Phase(new PhaseId(IDS.get(i)), NAMES.get(i), minutes[i] * 60L))
        .toList();
  }
}
