package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import greenroom.protocol.RequirementContent.Category;
import java.util.List;
import java.util.Objects;

/// What the guide is made of: [Http.Guide] is for everybody, [Http.RoomGuide] for interviewers.
public final class GuideEntry {
  /// The most units of a line of the guide: a summary, a tip, a point, a source.
  public static final int LINE_LENGTH = 500;

  private GuideEntry() {}

  /// A ready-made framework.
  ///
  /// @param name one line for people
  public record Framework(Preset preset, String name, List<Item.Phase> phases) {
    public Framework {
      Require.present("preset", preset);
      Require.line("name", name, 1, Limits.NAME_LENGTH);
      phases = Item.Phase.requireList("phases", phases);
    }

    public static Framework of(Preset preset) {
      return new Framework(preset, preset.title(), preset.phases());
    }
  }

  /// What a phase is for and how to use its minutes.
  public record PhaseTips(PhaseId id, String name, String summary, List<String> tips) {
    public PhaseTips {
      Require.present("id", id);
      Require.line("name", name, 1, Limits.NAME_LENGTH);
      Require.line("summary", summary, 1, LINE_LENGTH);
      tips = linesOf("tips", tips);
    }
  }

  /// A point of the checklist for non-functional requirements.
  public record ChecklistPoint(Category category, String name, String question) {
    public ChecklistPoint {
      Require.present("category", category);
      Require.line("name", name, 1, Limits.NAME_LENGTH);
      Require.line("question", question, 1, LINE_LENGTH);
    }
  }

  /// One of the nine concepts, on a card.
  ///
  /// @param pitfalls what often goes wrong
  /// @param sources where to read on
  public record ConceptCard(
      Concept id,
      String name,
      String summary,
      List<String> points,
      List<String> pitfalls,
      List<String> sources) {
    public ConceptCard {
      Require.present("id", id);
      Require.line("name", name, 1, Limits.NAME_LENGTH);
      Require.line("summary", summary, 1, LINE_LENGTH);
      points = linesOf("points", points);
      pitfalls = linesOf("pitfalls", pitfalls);
      sources = linesOf("sources", sources);
    }
  }

  /// What everybody may know of a problem of the library.
  ///
  /// @param prompt what the candidate is shown, Markdown
  /// @param dataFlow whether the phase Data flow suits it
  public record Problem(
      GuideId id,
      String title,
      String summary,
      String prompt,
      @JsonProperty(required = true) boolean dataFlow) {
    public Problem {
      Require.present("id", id);
      Require.line("title", title, 1, Limits.TITLE_LENGTH);
      Require.line("summary", summary, 1, LINE_LENGTH);
      Require.lines("prompt", prompt, 1, Limits.PROBLEM_LENGTH);
    }
  }

  /// What only interviewers may know of a problem.
  ///
  /// @param expected what a good solution has
  /// @param probes the entries of the bank that go well with it
  /// @param sources where the facts are from
  public record ProblemKey(
      GuideId id, List<String> expected, List<GuideId> probes, List<String> sources) {
    public ProblemKey {
      Require.present("id", id);
      expected = linesOf("expected", expected);
      probes = distinct("probes", probes, 0);
      sources = linesOf("sources", sources);
    }
  }

  /// An entry of the probe bank.
  ///
  /// @param question as a candidate would see it, Markdown
  /// @param phases where it fits, of the presets' phases
  /// @param problems which it fits; none means any
  /// @param strong what a strong answer has
  public record Probe(
      GuideId id,
      String question,
      Concept concept,
      List<PhaseId> phases,
      List<GuideId> problems,
      List<String> strong,
      HintLadder hints) {
    public Probe {
      Require.present("id", id);
      Require.lines("question", question, 1, Limits.QUESTION_LENGTH);
      Require.present("concept", concept);
      phases = distinct("phases", phases, 1);
      problems = distinct("problems", problems, 0);
      strong = linesOf("strong", strong);
      Require.present("hints", hints);
    }
  }

  /// A hint for each [HintLevel] but the last, which is the answer itself.
  public record HintLadder(String nudge, String pointer, String partial) {
    public HintLadder {
      Require.line("nudge", nudge, 1, LINE_LENGTH);
      Require.line("pointer", pointer, 1, LINE_LENGTH);
      Require.line("partial", partial, 1, LINE_LENGTH);
    }
  }

  private static List<String> linesOf(String name, List<String> given) {
    List<String> lines = Require.list(name, given, 1, Integer.MAX_VALUE);
    for (int i = 0; i < lines.size(); i++) {
      Require.line(name + "[" + i + "]", lines.get(i), 1, LINE_LENGTH);
    }
    return lines;
  }

  private static <T> List<T> distinct(String name, List<T> given, int min) {
    List<T> values = Require.list(name, given, min, Integer.MAX_VALUE);
    for (int i = 0; i < values.size(); i++) {
      if (values.indexOf(values.get(i)) < i) {
        throw new IllegalArgumentException(
            "%s[%d]: %s again (expected: each once)"
                .formatted(name, i, Objects.toString(values.get(i))));
      }
    }
    return values;
  }
}
