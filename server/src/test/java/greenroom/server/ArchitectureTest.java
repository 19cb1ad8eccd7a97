package greenroom.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrows of the house: `net`, `redis` → `live` → `room`, `text`, `board` → `protocol`. Nothing
/// points back, and `Main` alone sees everything.
final class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("greenroom");

  private static final String SERVER = "greenroom.server";

  /// Each package below `greenroom.server`, and which of the others it may use.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("text", Set.of()),
          Map.entry("board", Set.of()),
          Map.entry("room", Set.of("text", "board")),
          Map.entry("guide", Set.of()),
          Map.entry("ops", Set.of()),
          Map.entry("live", Set.of("room", "text", "board", "guide", "ops")),
          Map.entry("redis", Set.of("live", "room", "text", "board", "ops")),
          Map.entry("net", network("http", "outbox", "ws", "sse")),
          Map.entry("http", network()),
          Map.entry("outbox", network("http")),
          Map.entry("ws", network("http", "outbox")),
          Map.entry("sse", network("http", "outbox")));

  private static Set<String> network(String... siblings) {
    Stream<String> inward = Stream.of("live", "room", "text", "board", "guide", "ops");
    return Set.copyOf(Stream.concat(inward, Stream.of(siblings)).toList());
  }

  static Set<String> packages() {
    return ARROWS.keySet();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyWhatItsArrowsReach(String name) {
    String[] reachable =
        inServer(Stream.concat(Stream.of(name), ARROWS.getOrDefault(name, Set.of()).stream()));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(inServer(Stream.of(name)))
            .should()
            .dependOnClassesThat(
                resideInAPackage(SERVER + "..").and(not(resideInAnyPackage(reachable)))));
  }

  @Test
  void everyPackageHasItsPlaceInTheHouse() {
    assertThat(CODE.stream().map(JavaClass::getPackageName).distinct())
        .allSatisfy(name ->
            assertThat(name).matches("greenroom\\.protocol(\\..*)?|greenroom\\.server(\\.[a-z]+)?"))
        .filteredOn(name -> name.startsWith(SERVER + "."))
        .allSatisfy(name -> assertThat(ARROWS).containsKey(name.substring(SERVER.length() + 1)));
  }

  @Test
  void thePackagesHaveNoCycles() {
    check(slices().matching(SERVER + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void theProtocolUsesNothingOfTheServer() {
    onlyIn(new String[] {SERVER + ".."}, SERVER + "..");
  }

  @Test
  void onlyTheNetworkPackagesUseNetty() {
    onlyIn(inServer(Stream.of("net", "http", "outbox", "ws", "sse")), "io.netty..");
  }

  @Test
  void onlyTheRedisPackageUsesRedis() {
    onlyIn(inServer(Stream.of("redis")), "redis..");
  }

  @Test
  void onlyTheCommandLineUsesPicocli() {
    onlyIn(new String[] {SERVER}, "picocli..");
  }

  @Test
  void thePureCoreUsesNoThreadsInputOrOutput() {
    pureCoreDoesNotUse(
        resideInAnyPackage(
                "java.io..",
                "java.net..",
                "java.nio.channels..",
                "java.nio.file..",
                "java.util.concurrent..",
                "org.slf4j..")
            .or(JavaClass.Predicates.assignableTo(Thread.class))
            .or(JavaClass.Predicates.assignableTo(ThreadLocal.class)));
  }

  @Test
  void thePureCoreHoldsNoClockAndNoDice() {
    pureCoreDoesNotUse(
        JavaClass.Predicates.assignableTo(InstantSource.class)
            .or(resideInAPackage("java.util.random.."))
            .or(JavaClass.Predicates.assignableTo(RandomGenerator.class)));
  }

  @Test
  void thePureCoreNeverAsksTheMachine() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(inServer(Stream.of("room", "text", "board")))
            .should()
            .accessTargetWhere(asksTheMachine()));
  }

  @Test
  void noStaticFieldChanges() {
    check(fields().that().areStatic().should().beFinal());
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CODE.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allMatch(found -> found.isAnnotatedWith(NullMarked.class), "is @NullMarked");
  }

  private static DescribedPredicate<JavaAccess<?>> asksTheMachine() {
    return describe(
        "asks the machine for the time, chance or its environment",
        access -> {
          AccessTarget target = access.getTarget();
          String owner = target.getOwner().getName();
          return switch (target.getName()) {
            case "now" -> owner.startsWith("java.time.");
            case "random" -> owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath");
            case "randomUUID" -> owner.equals("java.util.UUID");
            case "shuffle" -> owner.equals("java.util.Collections");
            case "arraycopy" -> false;
            default -> owner.equals("java.lang.System");
          };
        });
  }

  private static void pureCoreDoesNotUse(DescribedPredicate<? super JavaClass> forbidden) {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(inServer(Stream.of("room", "text", "board")))
            .should()
            .dependOnClassesThat(forbidden));
  }

  private static void onlyIn(String[] users, String library) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(users)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  /// Checks a rule that also holds as long as the packages it is about are empty.
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CODE);
  }

  private static String[] inServer(Stream<String> packages) {
    return packages.map(name -> SERVER + "." + name + "..").toArray(String[]::new);
  }
}
