package greenroom.server.guide;

import greenroom.protocol.GuideEntry;
import greenroom.protocol.Http;
import greenroom.protocol.Preset;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The guide of a server.
///
/// @param forEverybody what anybody may read
/// @param forInterviewers the answer keys; they must reach nobody else
public record Guide(Http.Guide forEverybody, Http.RoomGuide forInterviewers) {
  /// What ships with the server.
  public static Guide builtIn() {
    return of(new Catalogue().with(new GuideFolder.BuiltIn()));
  }

  /// The same, and after it what the files of a directory add.
  ///
  /// @param directory has `problems.json`, `probes.json` or both
  /// @throws WrongGuide at the first mistake in them
  public static Guide with(Path directory) {
    return of(new Catalogue().with(new GuideFolder.BuiltIn()).with(GuideFolder.Own.of(directory)));
  }

  private static Guide of(Catalogue catalogue) {
    catalogue.checkReferences();
    GuideFolder builtIn = new GuideFolder.BuiltIn();
    GuideFile.Phases phases =
        Objects.requireNonNull(builtIn.read(GuideFile.Phases.NAME, GuideFile.Phases.class));
    GuideFile.Concepts concepts =
        Objects.requireNonNull(builtIn.read(GuideFile.Concepts.NAME, GuideFile.Concepts.class));
    List<GuideFile.Problem> problems = catalogue.problems();
    return new Guide(
        new Http.Guide(
            Stream.of(Preset.values()).map(GuideEntry.Framework::of).toList(),
            phases.phases(),
            phases.checklist(),
            concepts.concepts(),
            problems.stream().map(GuideFile.Problem::open).toList()),
        new Http.RoomGuide(
            catalogue.probes(), problems.stream().map(GuideFile.Problem::key).toList()));
  }

  /// Without the answer keys.
  @Override
  public String toString() {
    return "Guide[%d problems, %d probes]"
        .formatted(forInterviewers.problems().size(), forInterviewers.probes().size());
  }
}
