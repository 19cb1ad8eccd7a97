package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class OrderKeyTest {
  private final JsonNode vectors = ProtocolFiles.json("vectors/order-keys.json");

  @Test
  @DisplayName("[RQ9] a key between two others is the one that fractional-indexing makes")
  void between() {
    for (JsonNode vector : vectors.get("between")) {
      OrderKey after = key(vector.get("after"));
      OrderKey before = key(vector.get("before"));
      if (vector.get("key").isNull()) {
        assertThatIllegalArgumentException()
            .as(vector.toString())
            .isThrownBy(() -> OrderKey.between(after, before));
      } else {
        assertThat(OrderKey.between(after, before))
            .as(vector.toString())
            .isEqualTo(key(vector.get("key")));
      }
    }
  }

  private static @Nullable OrderKey key(JsonNode value) {
    return value.isNull() ? null : new OrderKey(value.stringValue());
  }

  @Test
  @DisplayName("[RQ8] a key has one form")
  void form() {
    for (JsonNode form : vectors.get("wellFormed")) {
      assertThat(new OrderKey(form.stringValue())).hasToString(form.stringValue());
    }
    for (JsonNode form : vectors.get("malformed")) {
      assertThatIllegalArgumentException()
          .as(form.stringValue())
          .isThrownBy(() -> new OrderKey(form.stringValue()))
          .withMessageStartingWith("order: ");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void keys_made_at_random_places_sort_where_they_were_put(long seed) {
    Random random = new Random(seed);
    List<OrderKey> list = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      int at = random.nextInt(list.size() + 1);
      list.add(at, OrderKey.between(neighbour(list, at - 1), neighbour(list, at)));
    }

    assertThat(list).isSortedAccordingTo(Comparator.naturalOrder()).doesNotHaveDuplicates();
    // An interview moves a few hundred things about; keys stay far below their limit.
    assertThat(list).allMatch(key -> key.value().length() < 40);
  }

  private static @Nullable OrderKey neighbour(List<OrderKey> list, int at) {
    return at < 0 || at >= list.size() ? null : list.get(at);
  }

  @Test
  void appending_ten_thousand_times_keeps_keys_short() {
    OrderKey key = OrderKey.between(null, null);
    for (int i = 0; i < 10_000; i++) {
      OrderKey next = OrderKey.between(key, null);
      assertThat(next).isGreaterThan(key);
      key = next;
    }
    assertThat(key.value().length()).isLessThanOrEqualTo(4);
  }

  @Test
  @DisplayName("[RQ7] a place that was halved too often has no key short enough left")
  void exhausted() {
    OrderKey low = new OrderKey("a0");
    List<OrderKey> keys = new ArrayList<>(List.of(new OrderKey("a1")));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> {
          while (true) {
            keys.add(OrderKey.between(low, keys.getLast()));
          }
        })
        .withMessageContaining("at most 128 characters");
    assertThat(keys).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(keys.size()).isGreaterThan(500);
  }

  @Test
  void bounds_in_the_wrong_order_are_refused() {
    OrderKey a = new OrderKey("a0");
    OrderKey b = new OrderKey("a1");

    assertThatIllegalArgumentException().isThrownBy(() -> OrderKey.between(b, a));
    assertThatIllegalArgumentException().isThrownBy(() -> OrderKey.between(a, a));
  }
}
