package greenroom.server;

/// One thing that [ServeCommand] can be told: by its flag, or else by its environment variable.
enum Setting {
  HOST(
      "--host",
      "<address>",
      "a host name or an IP address",
      "Address to listen on. Default: 127.0.0.1, this machine only."),
  PORT("--port", "<port>", "0..65535", "Port to listen on; 0 takes a free one. Default: 7070."),
  DATA(
      "--data",
      "<directory>",
      "a directory, or a path where one can be made",
      "Where the embedded Redis keeps the rooms. Default: ./data."),
  REDIS(
      "--redis",
      "<url>",
      "a redis://, rediss:// or redis-sentinel:// URL; nodes are separated by commas",
      "The Redis that keeps the rooms; several nodes are a cluster. Default: an embedded one."),
  PUBLIC_URL(
      "--public-url",
      "<url>",
      "an http:// or https:// URL without a path",
      "How people reach this server, for links, cookies and the check of a page's origin."
          + " Default: what a request was sent to."),
  CREATE_KEY(
      "--create-key",
      "<secret>",
      "1 to 256 visible ASCII characters",
      "Ask for this secret when somebody creates a room; other users of this machine can read a"
          + " flag, but not the variable. Default: anybody may create rooms."),
  KEEP_DAYS(
      "--keep-days",
      "<days>",
      "1..3650",
      "How many days a room is kept after the last event in it; a room that is there already keeps"
          + " its own. Default: 30."),
  GUIDE(
      "--guide",
      "<directory>",
      "a directory that is there",
      "Where problems.json and probes.json add problems and probes of your own to the guide."
          + " Default: none, the guide is what comes with the server.");

  private final String flag;
  private final String label;
  private final String expected;
  private final String description;

  Setting(String flag, String label, String expected, String description) {
    this.flag = flag;
    this.label = label;
    this.expected = expected;
    this.description = description;
  }

  /// The flag, such as `--public-url`.
  String flag() {
    return flag;
  }

  /// The environment variable that stands in for an absent flag, such as `GREENROOM_PUBLIC_URL`.
  String variable() {
    return "GREENROOM_" + name();
  }

  /// What the help calls the value, such as `<url>`.
  String label() {
    return label;
  }

  /// Which values are right, for the message that refuses a wrong one.
  String expected() {
    return expected;
  }

  /// What the help says of it, default included.
  String description() {
    return description;
  }

  /// The value as a message may show it: on one line, and without the secrets in it.
  String shown(String value) {
    String open =
        switch (this) {
          case HOST, PORT, DATA, KEEP_DAYS, GUIDE -> value;
          case REDIS -> "***";
          case PUBLIC_URL -> value.replaceFirst("//.*@", "//***@");
          case CREATE_KEY -> value.isEmpty() ? value : "***";
        };
    return onOneLine(open);
  }

  /// What somebody typed, in a form that always fits into one visible line.
  static String onOneLine(String typed) {
    return typed.isEmpty() ? "\"\"" : typed.replaceAll("\\p{Cntrl}", "?");
  }
}
