package greenroom.protocol;

/// What happens in a step of the data flow; an edit replaces it whole.
///
/// @param text one line, 1 to [Limits#REQUIREMENT_LENGTH] units
public record StepContent(String text) {
  public StepContent {
    Require.line("text", text, 1, Limits.REQUIREMENT_LENGTH);
  }
}
