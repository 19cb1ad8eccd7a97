package greenroom.server.guide;

import com.fasterxml.jackson.annotation.JsonProperty;
import greenroom.protocol.GuideEntry;
import greenroom.protocol.GuideId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is in a file of the guide, as people write it.
sealed interface GuideFile {
  /// `problems.json`.
  record Problems(List<Problem> problems) implements GuideFile {
    static final String NAME = "problems.json";

    public Problems {
      problems = entries("problems", problems);
    }
  }

  /// `probes.json`.
  record Probes(List<GuideEntry.Probe> probes) implements GuideFile {
    static final String NAME = "probes.json";

    public Probes {
      probes = entries("probes", probes);
    }
  }

  /// `concepts.json`.
  record Concepts(List<GuideEntry.ConceptCard> concepts) implements GuideFile {
    static final String NAME = "concepts.json";

    public Concepts {
      concepts = entries("concepts", concepts);
    }
  }

  /// `phases.json`.
  record Phases(List<GuideEntry.PhaseTips> phases, List<GuideEntry.ChecklistPoint> checklist)
      implements GuideFile {
    static final String NAME = "phases.json";

    public Phases {
      phases = entries("phases", phases);
      checklist = entries("checklist", checklist);
    }
  }

  /// A problem with both its sides: what everybody may know of it, and what interviewers may.
  record Problem(
      GuideId id,
      String title,
      String summary,
      String prompt,
      @JsonProperty(required = true) boolean dataFlow,
      List<String> expected,
      List<GuideId> probes,
      List<String> sources) {
    public Problem {
      // What is wrong with a side is wrong with the whole.
      var _ = new GuideEntry.Problem(id, title, summary, prompt, dataFlow);
      var _ = new GuideEntry.ProblemKey(id, expected, probes, sources);
    }

    GuideEntry.Problem open() {
      return new GuideEntry.Problem(id, title, summary, prompt, dataFlow);
    }

    GuideEntry.ProblemKey key() {
      return new GuideEntry.ProblemKey(id, expected, probes, sources);
    }
  }

  private static <T> List<T> entries(String name, @Nullable List<@Nullable T> given) {
    if (given == null) {
      throw new IllegalArgumentException(name + ": missing (expected: an array)");
    }
    int hole = given.indexOf(null);
    if (hole >= 0) {
      throw new IllegalArgumentException(
          "%s[%d]: null (expected: an object)".formatted(name, hole));
    }
    return List.copyOf(given);
  }
}
