package greenroom.server.redis;

/// The scripts by which rooms are kept. The head of each file says what it takes and answers.
final class Scripts {

  static final Script CREATE = Script.of("room", "logs", "create");
  static final Script OPEN = Script.of("room", "open");
  static final Script GREET = Script.of("room", "here", "greet");
  static final Script LEAVE = Script.of("room", "here", "leave");
  static final Script ATTEND = Script.of("room", "here", "attend");
  static final Script UNATTEND = Script.of("room", "unattend");
  static final Script SESSIONS = Script.of("room", "here", "sessions");
  static final Script FORGET = Script.of("room", "here", "forget");
  static final Script READ = Script.of("room", "logs", "read");
  static final Script APPEND = Script.of("room", "here", "logs", "append");
  static final Script SAVE_SNAPSHOT = Script.of("room", "save-snapshot");
  static final Script SNAPSHOTS = Script.of("room", "snapshots");
  static final Script DELETE = Script.of("delete");
  static final Script DEADLINE_DONE = Script.of("deadline-done");

  private Scripts() {}
}
