package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/// Where a reader stands: `S` for readers of the shared log, `S~P` for interviewers. Opaque to
/// clients, which only store it, send it back and compare it for equality.
///
/// @param shared the place in the shared log
/// @param privately the place in the interviewers' log, absent for everybody else
public record Position(LogPosition shared, @Nullable LogPosition privately) {
  @JsonCreator(mode = JsonCreator.Mode.DISABLED)
  public Position {
    Require.present("shared", shared);
  }

  /// Reads the form that `toString` writes.
  ///
  /// @throws IllegalArgumentException if `text` has another form
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Position parse(String text) {
    int tilde = text.indexOf('~');
    return tilde < 0
        ? new Position(LogPosition.parse(text), null)
        : new Position(
            LogPosition.parse(text.substring(0, tilde)),
            LogPosition.parse(text.substring(tilde + 1)));
  }

  @JsonValue
  @Override
  public String toString() {
    return privately == null ? shared.toString() : shared + "~" + privately;
  }
}
