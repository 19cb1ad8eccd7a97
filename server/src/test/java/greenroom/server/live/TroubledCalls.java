package greenroom.server.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Calls to a store that are carried out and answered at once, but for those that a test names.
final class TroubledCalls implements Calls {
  private final SimLoop loop;
  private final Calls plain;
  private final Map<String, Trouble> troubles = new HashMap<>();
  private final List<Runnable> held = new ArrayList<>();

  /// What becomes of a call.
  enum Trouble {
    /// It waits until [#relieve].
    HELD,
    /// Its outcome is unknown, and it was carried out.
    DONE_UNHEARD,
    /// Its outcome is unknown, and it was not carried out.
    NOT_DONE
  }

  TroubledCalls(SimLoop loop) {
    this.loop = loop;
    this.plain = Calls.plain(loop);
  }

  /// From now on, calls of this name get into trouble.
  void trouble(String what, Trouble trouble) {
    troubles.put(what, trouble);
  }

  /// From now on, calls of this name are well again; those that were held still are.
  void spare(String what) {
    troubles.remove(what);
  }

  /// From now on all is well, also for the calls that were held.
  void relieve() {
    troubles.clear();
    held.forEach(Runnable::run);
    held.clear();
  }

  @Override
  public <T> CompletionStage<T> call(Object channel, String what, Supplier<T> effect) {
    return switch (troubles.get(what)) {
      case null -> plain.call(channel, what, effect);
      case HELD -> {
        CompletableFuture<T> answer = new CompletableFuture<>();
        held.add(() -> loop.after(0, () -> answer.complete(effect.get())));
        yield answer;
      }
      case DONE_UNHEARD -> plain.call(channel, what, effect).thenCompose(_ -> unknown(what));
      case NOT_DONE -> unknown(what);
    };
  }

  private static <T> CompletionStage<T> unknown(String what) {
    return CompletableFuture.failedStage(
        new EventLog.OutcomeUnknown(what, new IllegalStateException("no reply")));
  }

  @Override
  public void wake(Object channel, WakeUps.Listener listener, Runnable wakeUp) {
    plain.wake(channel, listener, wakeUp);
  }

  @Override
  public void pass(Object channel, Runnable message) {
    plain.pass(channel, message);
  }
}
