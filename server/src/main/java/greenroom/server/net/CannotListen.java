package greenroom.server.net;

/// The server cannot listen where it was told to: one line for the person who started it. It
/// carries no stack trace, since the line is all there is to say.
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotListen(String message, Throwable cause) {
    super(message, cause, false, false);
  }

  /// Why binding to an address failed.
  static CannotListen because(NetOptions options, Throwable cause) {
    // The transports throw different types, but all carry the system's own words.
    String why = String.valueOf(cause.getMessage());
    if (why.contains("in use")) {
      return new CannotListen(
          "port: "
              + options.port()
              + " is in use on "
              + options.host()
              + " (expected: a free port)",
          cause);
    }
    if (why.contains("ermission denied")) {
      return new CannotListen(
          "port: " + options.port() + " is not for this user (expected: 1024..65535, or 0)", cause);
    }
    if (why.contains("annot assign")) {
      return unknownHost(options, cause);
    }
    return new CannotListen(
        "host: " + options.host() + ", port: " + options.port() + ": " + why, cause);
  }

  static CannotListen unknownHost(NetOptions options, Throwable cause) {
    return new CannotListen(
        "host: " + options.host() + " is not this machine (expected: one of its addresses)", cause);
  }
}
