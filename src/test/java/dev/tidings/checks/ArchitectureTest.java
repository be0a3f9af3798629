package dev.tidings.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold, and each of them can fail. */
class ArchitectureTest {
  private static final String ROOT = "dev.tidings";
  private static final String PLANTED = "dev.tidings.checks.planted";
  private static final Path SOURCES = Path.of("src/main/java/dev/tidings");
  private static final Pattern MAY_IMPORT =
      Pattern.compile("May\\s+import:\\s+([^.]*)\\.", Pattern.DOTALL);

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

  static Stream<Path> packages() throws IOException {
    return Files.list(SOURCES).filter(Files::isDirectory).sorted();
  }

  static Stream<Function<String, ArchRule>> rules() {
    return Stream.of(
        Rules::onlyTheStreamKnowsRedis,
        Rules::deliveryKnowsNoHttp,
        Rules::namesSayWhatAThingIs,
        Rules::dependenciesComeThroughConstructors,
        Rules::transactionsBelongToMethods,
        Rules::timeComesFromTheClock,
        root -> Rules.usesOnly(root, "publish", List.of("notice")));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsOnlyWhatItsPackageInfoNames(Path folder) throws IOException {
    String module = folder.getFileName().toString();

    Rules.usesOnly(ROOT, module, mayImport(folder)).check(OURS);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void everyPackageTellsWhatGoesInAndOutAndWhatHappensWhenItFails(Path folder) throws IOException {
    assertThat(packageInfo(folder))
        .contains("@NullMarked", "In:", "Out:", "Threads:", "When it fails:", "May import:");
  }

  @Test
  void theRulesHold() {
    rules().limit(6).forEach(rule -> rule.apply(ROOT).check(OURS));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleCanFail(Function<String, ArchRule> rule) {
    assertThatThrownBy(() -> rule.apply(PLANTED).check(VIOLATIONS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was violated");
  }

  private static List<String> mayImport(Path folder) throws IOException {
    Matcher names = MAY_IMPORT.matcher(packageInfo(folder));
    assertThat(names.find()).as("May import: in " + folder).isTrue();
    return Arrays.stream(names.group(1).split(",| and "))
        .map(String::trim)
        .filter(name -> Files.isDirectory(SOURCES.resolve(name)))
        .toList();
  }

  /** Without the stars of the comment. */
  private static String packageInfo(Path folder) throws IOException {
    return Files.readString(folder.resolve("package-info.java")).replaceAll("\n \\* ?", " ");
  }
}
