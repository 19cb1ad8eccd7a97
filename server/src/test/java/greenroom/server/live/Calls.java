package greenroom.server.live;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// How calls travel to a store and their answers back. This is where a simulation puts its delays
/// and faults.
interface Calls {

  /// Carries out `effect` at some time, or never, and completes the stage at some time, or never.
  ///
  /// @param channel calls of one channel arrive in the order in which they were made
  <T> CompletionStage<T> call(Object channel, String what, Supplier<T> effect);

  /// Takes a wake-up to its listener, sooner or later or not at all.
  void wake(Object channel, WakeUps.Listener listener, Runnable wakeUp);

  /// Takes a message in passing to its listener, sooner or later, twice or not at all.
  void pass(Object channel, Runnable message);

  /// Whether an append is answered by a conflict although nobody was first.
  default boolean conflictsWithNothing() {
    return false;
  }

  /// What becomes of kept snapshots.
  default List<byte[]> garble(List<byte[]> snapshots) {
    return snapshots;
  }

  /// Nothing goes wrong: every call arrives and is answered in the order of the calls.
  static Calls plain(SimLoop loop) {
    return new Calls() {
      @Override
      public <T> CompletionStage<T> call(Object channel, String what, Supplier<T> effect) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.after(
            0,
            () -> {
              try {
                T result = effect.get();
                loop.after(0, () -> answer.complete(result));
              } catch (EventLog.CorruptRoom e) {
                loop.after(0, () -> answer.completeExceptionally(e));
              }
            });
        return answer;
      }

      @Override
      public void wake(Object channel, WakeUps.Listener listener, Runnable wakeUp) {
        loop.after(0, wakeUp);
      }

      @Override
      public void pass(Object channel, Runnable message) {
        loop.after(0, message);
      }
    };
  }
}
