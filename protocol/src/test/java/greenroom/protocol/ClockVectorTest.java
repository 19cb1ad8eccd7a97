package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// A client's clock, written from SPEC alone.
final class ClockVectorTest {

  static List<JsonNode> offsets() {
    return ProtocolFiles.list("vectors/clock-offsets.json");
  }

  static List<JsonNode> displays() {
    return ProtocolFiles.list("vectors/timer-displays.json");
  }

  private record RoundTrip(long sent, long received, long now) {
    long millis() {
      return received - sent;
    }

    long offset() {
      return now - Math.floorDiv(sent + received, 2);
    }
  }

  @DisplayName("[CK2] [CK3] the first of the shortest round trips gives the offset")
  @ParameterizedTest
  @MethodSource("offsets")
  void offset(JsonNode vector) {
    RoundTrip best =
        vector
            .get("roundTrips")
            .valueStream()
            .map(trip ->
                new RoundTrip(
                    trip.get("sent").longValue(),
                    trip.get("received").longValue(),
                    trip.get("now").longValue()))
            .min(Comparator.comparingLong(RoundTrip::millis))
            .orElseThrow();

    assertThat(best.offset()).isEqualTo(vector.get("offset").longValue());
    assertThat(Math.ceilDiv(best.millis(), 2)).isEqualTo(vector.get("errorAtMost").longValue());
  }

  @DisplayName("[CK5] [CK6] [TM3] everybody shows the same minutes, borrowed ones included")
  @ParameterizedTest
  @MethodSource("displays")
  void display(JsonNode vector) {
    var timer = Wire.read(ProtocolFiles.bytes(vector.get("timer")), Item.Timer.class);
    Map<String, Long> shown = new LinkedHashMap<>();
    vector
        .get("leftMillis")
        .properties()
        .forEach(p -> shown.put(p.getKey(), p.getValue().longValue()));

    assertThat(left(timer, vector.get("now").longValue())).isEqualTo(shown);
  }

  private static Map<String, Long> left(Item.Timer timer, long now) {
    Map<String, Long> left = new LinkedHashMap<>();
    timer.phases().forEach(p -> left.put(p.phase().value(), p.budgetMillis() - p.spentMillis()));
    String present =
        switch (timer.clock()) {
          case Clock.Running running -> {
            left.merge(running.phase().value(), running.since() - now, Long::sum);
            yield running.phase().value();
          }
          case Clock.Paused paused -> paused.phase().value();
          case Clock.Lobby _, Clock.Ended _ -> null;
        };
    if (present == null) {
      return left;
    }
    long overrun = Math.max(0, -left.getOrDefault(present, 0L));
    for (Item.PhaseTime phase : timer.phases().reversed()) {
      String id = phase.phase().value();
      if (id.equals(present)) {
        break;
      }
      if (phase.visits() == 0 && !phase.skipped()) {
        long paid = Math.min(overrun, left.getOrDefault(id, 0L));
        left.merge(id, -paid, Long::sum);
        overrun -= paid;
      }
    }
    return left;
  }
}
