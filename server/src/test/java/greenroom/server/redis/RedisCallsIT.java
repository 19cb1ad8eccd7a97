package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RedisCallsIT {

  private static final RedisCalls.Limits SHORT =
      new RedisCalls.Limits(2, 1_000, 100 << 20, Duration.ofMillis(500));

  @Test
  void answers_come_as_redis_gives_them() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target())) {
      assertThat(text(call(calls, "SET", "a", "1"))).isEqualTo("OK");
      assertThat(call(calls, "INCR", "a").join()).isEqualTo(2L);
      assertThat(text(call(calls, "GET", "a"))).isEqualTo("2");
      assertThat(call(calls, "GET", "nothing").join()).isNull();
      assertThat((List<?>) call(calls, "MGET", "a", "nothing").join()).hasSize(2);
    }
  }

  @Test
  void a_call_that_redis_refuses_fails_alone() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target())) {
      CompletableFuture<Object> before = call(calls, "SET", "a", "1");
      CompletableFuture<Object> wrong = call(calls, "XLEN", "a");
      CompletableFuture<Object> after = call(calls, "GET", "a");
      assertThatThrownBy(wrong::join)
          .cause()
          .isInstanceOfSatisfying(
              CallFailed.Refused.class, e -> assertThat(e.code()).isEqualTo("WRONGTYPE"));
      assertThat(text(before)).isEqualTo("OK");
      assertThat(text(after)).isEqualTo("1");
    }
  }

  @Test
  void calls_for_one_slot_keep_their_order() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target())) {
      List<CompletableFuture<Object>> answers = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        answers.add(call(calls, "INCR", "a"));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).join()).isEqualTo(i + 1L);
      }
    }
  }

  @Test
  void a_redis_that_forgets_its_scripts_gets_them_again() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target());
        Traffic traffic = new Traffic(calls, keys())) {
      for (int i = 0; i < 20; i++) {
        traffic.awaitProgress(5);
        redis.ask("SCRIPT", "FLUSH");
      }
      traffic.verify();
      assertThat(traffic.unknown()).isZero();
    }
  }

  @Test
  void lost_connections_cost_only_the_calls_that_were_on_them() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target());
        Traffic traffic = new Traffic(calls, keys())) {
      for (int i = 0; i < 10; i++) {
        traffic.awaitProgress(5);
        redis.ask("CLIENT", "KILL", "TYPE", "normal");
      }
      traffic.verify();
      assertThat(traffic.unknown()).isLessThan(traffic.acknowledged());
    }
  }

  @Test
  void a_redis_that_is_killed_and_started_again_has_all_that_was_acknowledged() {
    try (RedisProcess redis = RedisProcess.startDurable();
        RedisCalls calls = RedisCalls.open(redis.target());
        Traffic traffic = new Traffic(calls, keys())) {
      for (int i = 0; i < 5; i++) {
        traffic.awaitProgress(5);
        redis.kill();
        redis.restart();
      }
      traffic.awaitProgress(5);
      traffic.verify();
    }
  }

  @Test
  void what_was_not_sent_waits_for_redis_to_come_back() {
    try (RedisProcess redis = RedisProcess.startDurable();
        RedisCalls calls = RedisCalls.open(redis.target())) {
      redis.kill();
      CompletableFuture<Object> early = call(calls, "SET", "a", "1");
      redis.restart();
      assertThat(text(early)).isEqualTo("OK");
    }
  }

  @Test
  void what_was_not_sent_before_its_deadline_was_not_done() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = new RedisCalls(redis.target(), SHORT)) {
      redis.kill();
      assertThatThrownBy(call(calls, "SET", "a", "1")::join)
          .cause()
          .isInstanceOf(CallFailed.Unavailable.class)
          .hasMessageContaining(redis.node() + " cannot be reached");
    }
  }

  @Test
  void a_frozen_redis_leaves_the_outcome_unknown_within_seconds_even_if_it_takes_no_bytes() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target())) {
      call(calls, "SET", "a", "1").join();
      call(calls, "SET", "b", "1").join();
      redis.freeze();
      CompletableFuture<Object> noReply = call(calls, "INCR", "a");
      CompletableFuture<Object> noRoom = call(calls, "SET", "b", "x".repeat(50 << 20));
      assertThatThrownBy(noReply::join).hasCauseInstanceOf(CallFailed.OutcomeUnknown.class);
      assertThatThrownBy(noRoom::join).hasCauseInstanceOf(CallFailed.OutcomeUnknown.class);
      redis.thaw();
      assertThat(text(call(calls, "GET", "b"))).isEqualTo("1");
    }
  }

  @Test
  void too_many_waiting_calls_or_bytes_are_refused_at_once() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = new RedisCalls(redis.target(), SHORT)) {
      redis.freeze();
      List<CompletableFuture<Object>> answers =
          IntStream.rangeClosed(1, 1_001).mapToObj(i -> call(calls, "GET", "a")).toList();
      assertThatThrownBy(answers.getLast()::join)
          .hasCauseInstanceOf(CallFailed.Overloaded.class)
          .hasMessageContaining("1000 calls");
      assertThat(answers.getFirst()).isNotDone();
      redis.thaw();
      answers.subList(0, 1_000).forEach(CompletableFuture::join);

      redis.freeze();
      CompletableFuture<Object> large = call(calls, "SET", "a", "x".repeat(60 << 20));
      assertThatThrownBy(call(calls, "SET", "a", "x".repeat(60 << 20))::join)
          .hasCauseInstanceOf(CallFailed.Overloaded.class);
      redis.thaw();
      assertThat(text(large)).isEqualTo("OK");
      assertThat(text(call(calls, "SET", "a", "1"))).isEqualTo("OK");
    }
  }

  @Test
  void a_master_that_is_demoted_is_asked_again_until_it_is_one() {
    try (RedisProcess redis = RedisProcess.start();
        RedisCalls calls = RedisCalls.open(redis.target())) {
      call(calls, "SET", "a", "1").join();
      redis.ask("REPLICAOF", "127.0.0.1", Integer.toString(RedisProcess.freePort()));
      Script script = new Script("return redis.call('INCR', KEYS[1])");
      int slot = RedisCalls.slotOf(bytes("a"));
      CompletableFuture<Object> plain = call(calls, "INCR", "a");
      CompletableFuture<Object> scripted = calls.run(slot, script, new byte[][] {bytes("a")});
      call(calls, "GET", "a").join();
      assertThat(plain).isNotDone();
      assertThat(scripted).isNotDone();
      redis.ask("REPLICAOF", "NO", "ONE");
      assertThat(List.of(plain.join(), scripted.join())).containsExactlyInAnyOrder(2L, 3L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOADING Redis is loading the dataset in memory",
        "BUSY Redis is busy running a script.",
        "MISCONF Errors writing to the AOF file: No space left on device",
        "NOREPLICAS Not enough good replicas to write.",
        "CLUSTERDOWN The cluster is down",
        "MASTERDOWN Link with MASTER is down",
        "READONLY You can't write against a read only replica.",
        "ERR Error running script (call to f_1): @user_script:1: @user_script: 1: -READONLY You"
            + " can't write against a read only replica.",
      })
  void a_refusal_for_the_moment_is_tried_again_and_in_the_end_told(String error) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeRedis redis =
            new FakeRedis(command -> {
              boolean once = command.get(1).equals("once") && asked.incrementAndGet() > 2;
              return once ? "+OK\r\n" : "-" + error + "\r\n";
            });
        RedisCalls calls = new RedisCalls(RedisTarget.parse(redis.url()), SHORT)) {
      assertThat(text(call(calls, "SET", "once", "1"))).isEqualTo("OK");
      assertThatThrownBy(call(calls, "SET", "never", "1")::join)
          .hasCauseInstanceOf(CallFailed.Unavailable.class)
          .hasMessageContaining(error.substring(0, 5));
    }
  }

  @Test
  void a_connection_that_breaks_between_replies_keeps_those_that_came() throws Exception {
    try (FakeRedis redis =
            new FakeRedis(command -> command.get(1).equals("b") ? FakeRedis.HANG_UP : "+OK\r\n");
        RedisCalls calls = new RedisCalls(RedisTarget.parse(redis.url()), SHORT)) {
      // One slot, so one connection and most likely one batch.
      CompletableFuture<Object> a = calls.call(0, bytes("SET"), bytes("a"));
      CompletableFuture<Object> b = calls.call(0, bytes("SET"), bytes("b"));
      assertThat(text(a)).isEqualTo("OK");
      assertThatThrownBy(b::join).hasCauseInstanceOf(CallFailed.OutcomeUnknown.class);
      assertThat(text(calls.call(0, bytes("SET"), bytes("c")))).isEqualTo("OK");
    }
  }

  @Test
  void redirections_without_end_are_given_up() throws Exception {
    try (FakeRedis redis = new FakeRedis(command -> "-MOVED 1 :1\r\n");
        RedisCalls calls = new RedisCalls(RedisTarget.parse(redis.url()), SHORT)) {
      assertThatThrownBy(call(calls, "GET", "a")::join)
          .cause()
          .isInstanceOf(CallFailed.Unavailable.class);
    }
  }

  @Test
  void after_the_end_calls_are_refused_and_those_under_way_are_answered() {
    try (RedisProcess redis = RedisProcess.start()) {
      RedisCalls calls = RedisCalls.open(redis.target());
      List<CompletableFuture<Object>> answers =
          IntStream.range(0, 1_000).mapToObj(i -> call(calls, "INCR", "a" + i)).toList();
      calls.close();
      assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(1L));
      assertThatThrownBy(call(calls, "INCR", "a")::join)
          .hasCauseInstanceOf(CallFailed.Unavailable.class);
    }
  }

  private static List<String> keys() {
    return IntStream.range(0, 20).mapToObj(i -> "{" + i + "}").toList();
  }

  private static CompletableFuture<Object> call(RedisCalls calls, String... command) {
    byte[][] raw = new byte[command.length][];
    for (int i = 0; i < command.length; i++) {
      raw[i] = bytes(command[i]);
    }
    return calls.call(RedisCalls.slotOf(raw[1]), raw).orTimeout(20, SECONDS);
  }

  private static String text(CompletableFuture<Object> answer) throws CompletionException {
    return RedisConnection.text(answer.join());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
