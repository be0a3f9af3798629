package dev.tidings.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guarantees name tests that exist. */
class GuaranteesTest {
  private static final Path GUARANTEES = Path.of("docs/guarantees.md");

  /** A class of tests, and perhaps the beginning of a method. */
  private static final Pattern NAME =
      Pattern.compile("`([A-Z]\\w+(?:IT|Test|Contract|Bench))(?:\\.(\\w+)…?)?`");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    String text = Files.readString(GUARANTEES);

    assertThat(NAME.matcher(text).results().count()).isGreaterThan(40);
    assertThat(missing(text, sources())).isEmpty();
  }

  @Test
  void aTestThatDoesNotExistIsFound() {
    Map<String, String> sources = Map.of("AnIT", "void thisIsSo() {");

    assertThat(missing("`AnIT` `AnIT.thisIs…` `AnIT.thisIsSo`", sources)).isEmpty();
    assertThat(missing("`NoIT` `AnIT.thatIs…`", sources))
        .containsExactly("`NoIT`", "`AnIT.thatIs…`");
  }

  private static List<String> missing(String text, Map<String, String> sources) {
    return NAME.matcher(text)
        .results()
        .filter(
            name -> {
              String source = sources.get(name.group(1));
              return source == null
                  || (name.group(2) != null && !source.contains("void " + name.group(2)));
            })
        .map(MatchResult::group)
        .toList();
  }

  private static Map<String, String> sources() throws IOException {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  GuaranteesTest::read,
                  (a, b) -> a + b));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
