package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.CloseCode;
import greenroom.protocol.LogName;
import greenroom.protocol.ServerFrame;
import greenroom.server.live.TroubledCalls.Trouble;
import greenroom.server.live.Venue.Tab;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Commands whose append the store does not answer.
final class OutcomesTest {
  private static final Tab GRACE = Tab.interviewer(1);
  private static final long LONGER_THAN_PATIENCE_MILLIS = 12_000;

  private final Venue venue = new Venue();
  private Visit visit;
  private int size;

  @BeforeEach
  void come() {
    visit = venue.visit(GRACE);
    size = venue.log(LogName.SHARED).size();
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"DONE_UNHEARD", "NOT_DONE"})
  @DisplayName(
      "[CM10] what became of an append is found out, and the command answered and done once")
  void anUnknownOutcomeIsFoundOut(Trouble trouble) {
    venue.calls().trouble("append", trouble);
    visit.adds(1, "a");
    venue.settle();
    assertThat(visit.answers(1)).isEmpty();

    venue.calls().relieve();
    venue.pass(1_000);

    assertThat(visit.answers(1)).singleElement().isInstanceOf(ServerFrame.Ack.class);
    assertThat(visit.told(ServerFrame.Happened.class)).hasSize(1);
    assertThat(venue.log(LogName.SHARED)).hasSize(size + 1);
  }

  @Test
  @DisplayName("[CM10] what is not found out in time is neither acked nor rejected")
  void anOutcomeThatIsNotFoundOutIsNotAnswered() {
    venue.calls().trouble("append", Trouble.NOT_DONE);
    venue.calls().trouble("read", Trouble.NOT_DONE);
    visit.adds(1, "a");
    venue.pass(LONGER_THAN_PATIENCE_MILLIS);

    assertThat(visit.answers(1)).isEmpty();
    assertThat(visit.closed()).containsExactly(CloseCode.UNAVAILABLE);
  }

  @Test
  @DisplayName("[WS11] a server has settled when what was sent before is answered")
  void aServerHasSettledWhenAllIsAnswered() {
    Visit carl = venue.visit(Tab.candidate(2));
    venue.calls().trouble("append", Trouble.HELD);
    visit.adds(1, "a").adds(2, "b");
    carl.adds(1, "c");
    venue.settle();

    CompletableFuture<Void> settled = venue.first().settled().toCompletableFuture();
    venue.pass(5_000);
    assertThat(settled).isNotDone();
    assertThat(visit.answers(1)).isEmpty();

    CompletableFuture<Integer> answeredBefore =
        settled.thenApply(_ -> visit.answers(2).size() + carl.answers(1).size());
    venue.calls().relieve();
    venue.settle();

    assertThat(answeredBefore).isCompletedWithValue(2);
  }

  @Test
  @DisplayName("[WS11] a server settles although its store answers no more")
  void aServerSettlesWithoutItsStore() {
    venue.calls().trouble("append", Trouble.NOT_DONE);
    venue.calls().trouble("read", Trouble.NOT_DONE);
    visit.adds(1, "a");
    venue.settle();

    CompletableFuture<Void> settled = venue.first().settled().toCompletableFuture();
    venue.pass(LONGER_THAN_PATIENCE_MILLIS);

    assertThat(settled).isCompleted();
    assertThat(visit.closed()).containsExactly(CloseCode.UNAVAILABLE);
  }
}
