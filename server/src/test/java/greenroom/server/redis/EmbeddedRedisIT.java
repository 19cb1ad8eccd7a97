package greenroom.server.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {

  private static final Duration COMEBACK = Duration.ofSeconds(5);

  @TempDir Path temporary;

  private final List<Process> strangers = new ArrayList<>();

  @AfterEach
  void endStrangers() {
    strangers.forEach(Process::destroyForcibly);
  }

  @Test
  void every_write_is_on_disk_before_it_is_answered_and_only_this_machine_may_ask() {
    try (EmbeddedRedis redis = start();
        RedisConnection connection = connect(redis)) {
      assertThat(connection.setting("appendonly")).isEqualTo("yes");
      assertThat(connection.setting("appendfsync")).isEqualTo("always");
      assertThat(connection.setting("maxmemory-policy")).isEqualTo("noeviction");
      assertThat(connection.setting("bind")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void nobody_gets_in_without_the_password_and_no_command_line_shows_it() throws IOException {
    try (EmbeddedRedis redis = start()) {
      String password = String.valueOf(redis.target().access().password());
      assertThat(password).hasSizeGreaterThanOrEqualTo(32);
      Connector stranger = new Connector(RedisTarget.Access.OPEN, 0);
      try (RedisConnection connection = stranger.open(new RedisNode("127.0.0.1", redis.port()))) {
        assertThatThrownBy(() -> connection.ask("GET", "a")).hasMessageContaining("NOAUTH");
      }
      assertThat(ProcessHandle.allProcesses().map(p -> p.info().commandLine().orElse("")))
          .noneMatch(line -> line.contains(password));
      assertThat(redis.target().toString()).doesNotContain(password);
      for (String file : List.of("redis.conf", "redis.properties")) {
        Path path = data().resolve(file);
        assertThat(Files.readString(path)).contains(password);
        assertThat(Files.getPosixFilePermissions(path))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  @Test
  void a_start_takes_less_than_half_a_second() {
    start().close();
    List<Duration> starts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      long before = System.nanoTime();
      EmbeddedRedis redis = start();
      starts.add(Duration.ofNanos(System.nanoTime() - before));
      redis.close();
    }
    assertThat(starts.stream().sorted().toList().get(1)).isLessThan(Duration.ofMillis(500));
  }

  @Test
  void data_is_there_after_an_orderly_end_which_leaves_no_process_and_no_password_behind() {
    EmbeddedRedis first = start();
    set(first, "a", "1");
    first.close();
    first.close();
    assertThat(alive(first.pid())).isFalse();
    assertThat(data().resolve("redis.properties")).doesNotExist();
    try (EmbeddedRedis second = start()) {
      assertThat(get(second, "a")).isEqualTo("1");
      assertThat(second.target().access().password())
          .isNotEqualTo(first.target().access().password());
    }
  }

  @Test
  void the_program_is_unpacked_once() throws IOException {
    start().close();
    Path program = RedisBinary.in(data().resolve("bin"));
    Object unpacked = Files.getLastModifiedTime(program);
    start().close();
    assertThat(Files.getLastModifiedTime(program)).isEqualTo(unpacked);
    try (var files = Files.list(data().resolve("bin"))) {
      assertThat(files).containsExactly(program);
    }
  }

  @Test
  void a_directory_may_have_any_name() {
    Path directory = temporary.resolve("it's \"my\" data \\ ü #1");
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      set(redis, "a", "1");
    }
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      assertThat(get(redis, "a")).isEqualTo("1");
    }
    assertThat(directory.resolve("redis.log")).exists();
  }

  @Test
  void a_redis_that_is_killed_is_back_within_a_second_or_two_with_its_data() {
    try (EmbeddedRedis redis = start()) {
      long first = redis.pid();
      int port = redis.port();
      set(redis, "a", "1");
      kill(first);
      Await.until(COMEBACK, () -> redis.pid() != first && get(redis, "a").equals("1"));
      assertThat(redis.port()).isEqualTo(port);

      long second = redis.pid();
      kill(second);
      Await.until(COMEBACK, () -> redis.pid() != second && get(redis, "a").equals("1"));
    }
  }

  @Test
  void a_last_command_cut_short_by_a_crash_does_not_hinder_the_next_start() throws IOException {
    try (EmbeddedRedis redis = start()) {
      set(redis, "a", "1");
    }
    Files.writeString(
        data().resolve("appendonly.aof"),
        "*3\r\n$3\r\nSET\r\n$1\r\nb\r\n$100\r\nhal",
        StandardOpenOption.APPEND);
    try (EmbeddedRedis redis = start()) {
      assertThat(get(redis, "a")).isEqualTo("1");
      set(redis, "b", "2");
    }
    try (EmbeddedRedis redis = start()) {
      assertThat(get(redis, "b")).isEqualTo("2");
    }
  }

  @Test
  void another_living_server_on_the_same_data_is_named() throws Exception {
    try (EmbeddedRedisHolder other = EmbeddedRedisHolder.start(data())) {
      assertThatThrownBy(this::start)
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining(data().toRealPath().toString())
          .hasMessageContaining("in use by another Greenroom server (pid " + other.pid() + ")");
      assertThat(alive(other.redisPid())).isTrue();
    }
    start().close();
  }

  @Test
  void the_redis_of_a_killed_server_is_adopted() throws Exception {
    try (EmbeddedRedisHolder other = EmbeddedRedisHolder.start(data())) {
      other.kill();
      assertThat(alive(other.redisPid())).isTrue();
      try (EmbeddedRedis redis = start()) {
        assertThat(redis.pid()).isEqualTo(other.redisPid());
        set(redis, "a", "1");

        kill(redis.pid());
        Await.until(COMEBACK, () -> redis.pid() != other.redisPid());
        assertThat(get(redis, "a")).isEqualTo("1");
      }
      assertThat(alive(other.redisPid())).isFalse();
    }
  }

  @Test
  void an_orphan_that_would_lose_writes_is_replaced() throws Exception {
    try (EmbeddedRedisHolder other = EmbeddedRedisHolder.start(data())) {
      try (RedisConnection connection = connectAsSaved()) {
        connection.ask("SET", "a", "1");
        connection.ask("CONFIG", "SET", "appendfsync", "no");
      }
      other.kill();
      try (EmbeddedRedis redis = start()) {
        assertThat(redis.pid()).isNotEqualTo(other.redisPid());
        assertThat(get(redis, "a")).isEqualTo("1");
      }
      assertThat(alive(other.redisPid())).isFalse();
    }
  }

  @Test
  void an_orphan_that_does_not_answer_is_replaced() throws Exception {
    try (EmbeddedRedisHolder other = EmbeddedRedisHolder.start(data())) {
      try (RedisConnection connection = connectAsSaved()) {
        connection.ask("SET", "a", "1");
      }
      other.kill();
      signal("STOP", other.redisPid());
      try (EmbeddedRedis redis = start()) {
        assertThat(get(redis, "a")).isEqualTo("1");
      }
      assertThat(alive(other.redisPid())).isFalse();
    }
  }

  @Test
  void an_orphan_whose_password_was_lost_is_ended_before_another_one_writes_its_files()
      throws Exception {
    try (EmbeddedRedisHolder other = EmbeddedRedisHolder.start(data())) {
      try (RedisConnection connection = connectAsSaved()) {
        connection.ask("SET", "a", "1");
      }
      other.kill();
      Files.delete(data().resolve("redis.properties"));
      try (EmbeddedRedis redis = start()) {
        assertThat(alive(other.redisPid())).isFalse();
        assertThat(get(redis, "a")).isEqualTo("1");
      }
    }
  }

  @Test
  void a_stranger_who_got_the_pid_or_the_port_of_a_dead_redis_is_left_alone() throws Exception {
    start().close();
    Process stranger = new ProcessBuilder("sleep", "60").start();
    strangers.add(stranger);
    try (RedisProcess foreign = RedisProcess.start()) {
      Files.writeString(
          data().resolve("redis.properties"), "port=" + foreign.port() + "\npassword=x\n");
      Files.writeString(data().resolve("redis.pid"), stranger.pid() + "\n");
      try (EmbeddedRedis redis = start()) {
        assertThat(redis.port()).isNotEqualTo(foreign.port());
        set(redis, "a", "1");
      }
      assertThat(stranger.isAlive()).isTrue();
      assertThat(foreign.askText("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void a_data_directory_that_is_a_file_or_cannot_be_made_is_named() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddedRedis.start(file))
        .isInstanceOf(StartFailed.class)
        .hasMessage("data directory: " + file + " is a file (expected: a directory)");
    assertThatThrownBy(() -> EmbeddedRedis.start(file.resolve("data")))
        .isInstanceOf(StartFailed.class)
        .hasMessageStartingWith("data directory: " + file.resolve("data") + " cannot be written to")
        .hasNoSuppressedExceptions();
  }

  @Test
  void data_that_redis_refuses_is_answered_with_the_last_words_of_redis() throws IOException {
    start().close();
    Files.writeString(data().resolve("appendonly.aof"), "no AOF\r\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(StartFailed.class)
        .hasMessageStartingWith("embedded Redis: stopped at its start: Bad file format reading");
    Files.delete(data().resolve("appendonly.aof"));
    start().close();
  }

  @Test
  void a_program_that_stops_or_cannot_run_is_answered_with_its_last_line() throws IOException {
    Path stops = script("#!/bin/sh\necho first\necho libssl.so.3: no such file\nexit 127\n");
    assertThatThrownBy(() -> EmbeddedRedis.start(data(), bin -> stops))
        .isInstanceOf(StartFailed.class)
        .hasMessage("embedded Redis: stopped at its start: libssl.so.3: no such file");
    Path notThere = temporary.resolve("nothing");
    assertThatThrownBy(() -> EmbeddedRedis.start(data(), bin -> notThere))
        .isInstanceOf(StartFailed.class)
        .hasMessageStartingWith("embedded Redis: " + notThere + " cannot be run");
    start().close();
  }

  @Test
  void a_port_that_somebody_takes_at_the_last_moment_is_named() throws IOException {
    try (RedisProcess foreign = RedisProcess.start();
        DataDirectory directory = DataDirectory.open(data())) {
      EmbeddedConfig config =
          new EmbeddedConfig(
              directory,
              RedisBinary.in(directory.binaries()),
              new DataDirectory.Saved(foreign.port(), "secret"));
      assertThatThrownBy(() -> EmbeddedProcess.launch(config))
          .isInstanceOf(StartFailed.PortTaken.class)
          .hasMessage(
              "embedded Redis: 127.0.0.1:" + foreign.port() + " is taken by another program");
    }
  }

  private Path data() {
    return temporary.resolve("data");
  }

  private EmbeddedRedis start() {
    return EmbeddedRedis.start(data());
  }

  private Path script(String text) throws IOException {
    Path script = Files.writeString(temporary.resolve("program"), text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private RedisConnection connectAsSaved() throws IOException {
    List<String> saved = Files.readAllLines(data().resolve("redis.properties"));
    int port = Integer.parseInt(saved.get(0).substring("port=".length()));
    String password = saved.get(1).substring("password=".length());
    return new Connector(new RedisTarget.Access(null, password, false), 0)
        .open(new RedisNode("127.0.0.1", port));
  }

  private static RedisConnection connect(EmbeddedRedis redis) {
    return new Connector(redis.target().access(), 0).open(new RedisNode("127.0.0.1", redis.port()));
  }

  private static void set(EmbeddedRedis redis, String key, String value) {
    try (RedisConnection connection = connect(redis)) {
      connection.ask("SET", key, value);
    }
  }

  private static String get(EmbeddedRedis redis, String key) {
    try (RedisConnection connection = connect(redis)) {
      return connection.askText("GET", key);
    }
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).filter(EmbeddedProcess::running).isPresent();
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    assertThat(kill.waitFor(5, SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }
}
