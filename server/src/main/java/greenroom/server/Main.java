package greenroom.server;

/// Starts Greenroom: reads the command line, wires the parts and lets them run.
public final class Main {
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /// Runs the program. A wrong flag or environment variable is one line on standard error and exit
  /// code 2.
  public static void main(String[] args) {
    switch (ServeCommand.parse(args, System.getenv())) {
      case ServeCommand.Serve(ServeOptions options) -> System.out.println(options);
      case ServeCommand.Print(String text) -> System.out.println(text);
      case ServeCommand.Refuse(String line) -> {
        System.err.println(line);
        System.exit(WRONG_USAGE);
      }
    }
  }
}
