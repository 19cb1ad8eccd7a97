package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What a probe asks; an edit replaces it whole. All of it is shown when the probe is pushed.
///
/// @param question Markdown, lines of 1 to [Limits#QUESTION_LENGTH] units
/// @param phase the phase that it belongs to, if any
/// @param concept what it is about, if it is about one of them
/// @param requirement the requirement that it is about, if any; it need not be there any more
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProbeContent(
    String question,
    @Nullable PhaseId phase,
    @Nullable Concept concept,
    @Nullable ItemId requirement) {
  public ProbeContent {
    Require.lines("question", question, 1, Limits.QUESTION_LENGTH);
  }
}
