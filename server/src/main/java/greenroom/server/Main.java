package greenroom.server;

/// Starts Greenroom.
public final class Main {
  private Main() {}

  static void main() {
    System.out.println("Greenroom");
  }
}
