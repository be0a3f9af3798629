package dev.tidings.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is formatted by google-java-format. {@code mvn test -Dtest=FormatTest
 * -Dformat.write} formats them.
 */
class FormatTest {
  private static final int LONGEST = 300;

  @Test
  void everyFileIsFormatted() throws IOException {
    boolean write = System.getProperty("format.write") != null;
    var wrong = new ArrayList<Path>();
    for (Path file : sources("src", "bench")) {
      String text = Files.readString(file);
      String formatted = format(text);
      if (!formatted.equals(text)) {
        wrong.add(file);
        if (write) {
          Files.writeString(file, formatted);
        }
      }
    }

    assertThat(write ? List.<Path>of() : wrong).isEmpty();
  }

  @Test
  void aFileThatIsNotFormattedIsFound() {
    assertThat(format("class A{int  x;}\n")).isNotEqualTo("class A{int  x;}\n");
  }

  @Test
  void noFileIsLongerThanAReaderLikes() throws IOException {
    for (Path file : sources("src/main")) {
      assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LONGEST);
    }
  }

  private static String format(String text) {
    try {
      String imports = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
      return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(imports));
    } catch (FormatterException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> sources(String... folders) {
    return Stream.of(folders).flatMap(FormatTest::javaFiles).toList();
  }

  private static Stream<Path> javaFiles(String folder) {
    try {
      return Files.walk(Path.of(folder)).filter(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
