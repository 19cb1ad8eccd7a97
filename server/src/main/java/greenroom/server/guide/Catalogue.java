package greenroom.server.guide;

import greenroom.protocol.GuideEntry;
import greenroom.protocol.GuideId;
import greenroom.protocol.PhaseId;
import greenroom.protocol.Preset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Collects problems and probes from one folder after the other, and holds what they say of one
/// another to what is there. For one thread.
final class Catalogue {
  private static final Set<PhaseId> PHASES = new LinkedHashSet<>(Preset.allPhases());

  private final Map<GuideId, Placed<GuideFile.Problem>> problems = new LinkedHashMap<>();
  private final Map<GuideId, Placed<GuideEntry.Probe>> probes = new LinkedHashMap<>();

  /// An entry and where it stands.
  ///
  /// @param place such as `probes[4]`
  private record Placed<T>(T entry, String file, String place) {
    WrongGuide wrong(String field, String complaint) {
      return WrongGuide.in(file, place + "." + field + ": " + complaint);
    }
  }

  /// Adds what a folder has.
  ///
  /// @throws WrongGuide if a file is not of its form, or an id is there already
  Catalogue with(GuideFolder folder) {
    GuideFile.Problems more = folder.read(GuideFile.Problems.NAME, GuideFile.Problems.class);
    if (more != null) {
      String file = folder.called(GuideFile.Problems.NAME);
      add(more.problems(), GuideFile.Problem::id, file, "problems", problems);
    }
    GuideFile.Probes bank = folder.read(GuideFile.Probes.NAME, GuideFile.Probes.class);
    if (bank != null) {
      String file = folder.called(GuideFile.Probes.NAME);
      add(bank.probes(), GuideEntry.Probe::id, file, "probes", probes);
    }
    return this;
  }

  private static <T> void add(
      List<T> entries,
      Function<T, GuideId> id,
      String file,
      String list,
      Map<GuideId, Placed<T>> to) {
    for (int i = 0; i < entries.size(); i++) {
      Placed<T> placed = new Placed<>(entries.get(i), file, list + "[" + i + "]");
      Placed<T> there = to.putIfAbsent(id.apply(placed.entry()), placed);
      if (there != null) {
        throw placed.wrong(
            "id",
            "%s (expected: another; it is that of %s in %s)"
                .formatted(id.apply(placed.entry()), there.place(), there.file()));
      }
    }
  }

  /// @throws WrongGuide at the first id that is nobody's
  void checkReferences() {
    for (Placed<GuideFile.Problem> problem : problems.values()) {
      check(problem, "probes", problem.entry().probes(), probes.keySet(), "the id of a probe");
    }
    String phases = PHASES.stream().map(PhaseId::value).collect(Collectors.joining(", "));
    for (Placed<GuideEntry.Probe> probe : probes.values()) {
      check(probe, "phases", probe.entry().phases(), PHASES, "one of " + phases);
      check(probe, "problems", probe.entry().problems(), problems.keySet(), "the id of a problem");
    }
  }

  private static <T> void check(
      Placed<?> entry, String field, List<T> named, Set<T> there, String expected) {
    for (int i = 0; i < named.size(); i++) {
      if (!there.contains(named.get(i))) {
        throw entry.wrong(
            field + "[" + i + "]", "%s (expected: %s)".formatted(named.get(i), expected));
      }
    }
  }

  List<GuideFile.Problem> problems() {
    return entries(problems);
  }

  List<GuideEntry.Probe> probes() {
    return entries(probes);
  }

  private static <T> List<T> entries(Map<GuideId, Placed<T>> placed) {
    List<T> entries = new ArrayList<>();
    placed.values().forEach(one -> entries.add(one.entry()));
    return List.copyOf(entries);
  }
}
