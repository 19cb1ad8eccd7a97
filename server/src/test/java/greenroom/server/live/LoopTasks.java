package greenroom.server.live;

/// The tasks of a node that never ends, on virtual time.
final class LoopTasks implements Tasks {
  private final SimLoop loop;

  LoopTasks(SimLoop loop) {
    this.loop = loop;
  }

  @Override
  public void execute(Runnable task) {
    loop.after(0, task);
  }

  @Override
  public Cancellable after(long millis, Runnable task) {
    return loop.cancellable(millis, task);
  }
}
