package greenroom.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrainTest {
  @ParameterizedTest
  @CsvSource({"1, 1000", "500, 1000", "1000, 2000", "3000, 6000", "20000, 10000"})
  void theMoreClientsThereAreTheLongerSomeStayAway(int clients, long millis) {
    assertThat(Drain.reconnectMillis(clients)).isEqualTo(millis);
  }
}
