package greenroom.server.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// One life of a node, from its start to its crash: its threads, timers and calls. After the crash
/// nothing of it runs any more; calls that are under way may still reach the store.
final class NodeLife implements Tasks, Calls {
  private final SimLoop loop;
  private final Weather weather;
  private final Trace trace;
  private final String name;
  private final Map<Object, Long> channels = new HashMap<>();
  private boolean over;

  NodeLife(SimLoop loop, Weather weather, Trace trace, String name) {
    this.loop = loop;
    this.weather = weather;
    this.trace = trace;
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }

  /// Runs something of this node's, unless it is no more.
  void run(Runnable task) {
    if (!over) {
      task.run();
    }
  }

  @Override
  public void execute(Runnable task) {
    loop.after(weather.chance().below(2), () -> run(task));
  }

  @Override
  public Cancellable after(long millis, Runnable task) {
    return loop.cancellable(millis, () -> run(task));
  }

  @Override
  public <T> CompletionStage<T> call(Object channel, String what, Supplier<T> effect) {
    var answer = new CompletableFuture<T>();
    Weather.Fate fate = weather.fate();
    if (fate != Weather.Fate.FINE) {
      trace.say(() -> name + " " + what + ": " + fate);
    }
    switch (fate) {
      case FINE -> loop.at(arrival(channel), () -> carryOut(what, effect, answer, true));
      case DONE -> loop.at(arrival(channel), () -> carryOut(what, effect, answer, false));
      case NOT_DONE -> loop.after(weather.delay(), () -> run(() -> fail(what, answer)));
      case UNAVAILABLE ->
          loop.after(
              weather.delay(),
              () ->
                  run(() ->
                      answer.completeExceptionally(
                          new IllegalStateException(what + ": the store is away"))));
      case DONE_LATER -> {
        long failed = weather.delay();
        loop.after(failed, () -> run(() -> fail(what, answer)));
        loop.after(
            failed + weather.lateness(),
            () -> {
              trace.say(() -> name + " " + what + ": done late");
              var _ = effect.get();
            });
      }
    }
    return answer;
  }

  private <T> void carryOut(
      String what, Supplier<T> effect, CompletableFuture<T> answer, boolean told) {
    if (over && weather.chance().of(0.5)) {
      return;
    }
    T result = effect.get();
    trace.say(() -> name + " " + what + " -> " + brief(result));
    loop.after(
        weather.delay(),
        () ->
            run(() -> {
              if (told) {
                answer.complete(result);
              } else {
                fail(what, answer);
              }
            }));
  }

  private static void fail(String what, CompletableFuture<?> answer) {
    answer.completeExceptionally(
        new EventLog.OutcomeUnknown(what, new IllegalStateException("no reply")));
  }

  private long arrival(Object channel) {
    long time = Math.max(loop.now() + weather.delay(), channels.getOrDefault(channel, 0L));
    channels.put(channel, time);
    return time;
  }

  @Override
  public void wake(Object channel, WakeUps.Listener listener, Runnable wakeUp) {
    if (weather.strikes(Fault.WAKE_UP_LOST, 0.15)) {
      if (weather.chance().of(0.1)) {
        loop.after(weather.lateness(), () -> run(listener::missed));
      }
      return;
    }
    if (weather.strikes(Fault.WAKE_UP_DOUBLE, 0.05)) {
      loop.after(weather.lateness(), () -> run(wakeUp));
    }
    if (weather.strikes(Fault.WAKE_UP_LATE, 0.1)) {
      loop.after(weather.lateness(), () -> run(wakeUp));
    } else {
      loop.at(arrival("wake " + channel), () -> run(wakeUp));
    }
  }

  @Override
  public void pass(Object channel, Runnable message) {
    if (weather.strikes(Fault.SIGNAL_LOST, 0.1)) {
      return;
    }
    if (weather.strikes(Fault.SIGNAL_DOUBLE, 0.05)) {
      loop.after(weather.lateness(), () -> run(message));
    }
    if (weather.strikes(Fault.SIGNAL_LATE, 0.1)) {
      loop.after(weather.lateness(), () -> run(message));
    } else {
      loop.at(arrival("pass " + channel), () -> run(message));
    }
  }

  @Override
  public boolean conflictsWithNothing() {
    return weather.strikes(Fault.SPURIOUS_CONFLICT, 0.05);
  }

  @Override
  public List<byte[]> garble(List<byte[]> snapshots) {
    if (snapshots.isEmpty() || !weather.strikes(Fault.BAD_SNAPSHOT, 0.5)) {
      return snapshots;
    }
    var garbled = new ArrayList<>(snapshots);
    switch (weather.chance().below(3)) {
      case 0 -> garbled.removeFirst();
      case 1 -> Collections.reverse(garbled);
      default -> garbled.addFirst("no snapshot".getBytes(StandardCharsets.UTF_8));
    }
    return garbled;
  }

  private static String brief(Object result) {
    String text = String.valueOf(result);
    return text.length() <= 160 ? text : text.substring(0, 160) + "…";
  }
}
