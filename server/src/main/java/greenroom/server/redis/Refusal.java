package greenroom.server.redis;

/// What to make of an error from Redis that is neither a redirection nor a missing script.
enum Refusal {
  /// Not carried out; the same node takes it before long.
  FOR_NOW,
  /// Not carried out; this node is not the one to ask, or not any more.
  WRONG_NODE,
  /// Asking again would not help.
  FINAL;

  static Refusal of(String message) {
    return switch (code(message)) {
      case "TRYAGAIN", "LOADING", "BUSY", "MISCONF", "NOREPLICAS" -> FOR_NOW;
      case "CLUSTERDOWN", "READONLY", "MASTERDOWN" -> WRONG_NODE;
      default -> FINAL;
    };
  }

  /// The first word. Redis 6.2 hides the one that counts behind the name of the script that met it:
  /// `ERR Error running script (call to f_…): @user_script:1: @user_script: 1: -READONLY You
  /// can't…`
  private static String code(String message) {
    int hidden = message.startsWith("ERR Error running script") ? message.lastIndexOf(": -") : -1;
    int start = hidden < 0 ? 0 : hidden + ": -".length();
    int end = message.indexOf(' ', start);
    return message.substring(start, end < 0 ? message.length() : end);
  }
}
