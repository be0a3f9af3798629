package dev.tidings.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpStatus;

/** The documents name every setting and every error, and lead nowhere wrong. */
class DocsTest {
  private static final Path SETTINGS = Path.of("docs/configuration.md");
  private static final Path API = Path.of("docs/api.md");

  /** A code with its status, wherever a refusal is made. */
  private static final Pattern CODE =
      Pattern.compile("HttpStatus\\.([A-Z_]+),\\s*\"([a-z][a-z-]*)\"");

  private static final Pattern UNAUTHORIZED =
      Pattern.compile("unauthorized\\(\\s*\"([a-z][a-z-]*)\"");

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** In two parts each, so that this file does not break its own rule. */
  private static final List<String> WORKPLACE =
      List.of("../sha" + "red", "/wo" + "rk/", "registry.npm" + "js", "repo.ma" + "ven");

  private static final Pattern TEXT =
      Pattern.compile(".*\\.(md|java|js|json|html|css|svg|xml|ya?ml|sql|factories)|.*/\\.ci/.*");

  @Test
  void everySettingIsDocumentedWithItsDefault() {
    Map<String, String> settings = settings();

    assertThat(settings)
        .hasSizeGreaterThan(25)
        .containsEntry("tidings.delivery.heartbeat", "`15s`")
        .containsEntry("tidings.jwt.secret", "none");
    assertThat(undocumented(settings, read(SETTINGS))).isEmpty();
  }

  @Test
  void aSettingThatIsNotDocumentedIsFound() {
    String row = "| `tidings.a` | `TIDINGS_A` | what it is | 1 to 9 | `5` |\n";

    assertThat(undocumented(Map.of("tidings.a", "`5`"), row)).isEmpty();
    assertThat(undocumented(Map.of("tidings.a", "`6`"), row)).containsExactly("tidings.a");
    assertThat(undocumented(Map.of("tidings.b-c", "`5`"), row)).containsExactly("tidings.b-c");
  }

  @Test
  void everyErrorCodeIsDocumentedWithItsStatus() {
    Map<String, Integer> codes = codes(sources());

    assertThat(codes)
        .hasSizeGreaterThan(20)
        .containsEntry("idempotency-mismatch", 422)
        .containsEntry("token-expired", 401)
        .containsEntry("csrf", 403)
        .containsEntry("not-found", 404);
    assertThat(undescribed(codes, read(API))).isEmpty();
  }

  @Test
  void anErrorCodeThatIsNotDocumentedIsFound() {
    Map<String, Integer> codes =
        codes(
            "throw Problem.of(\n  HttpStatus.CONFLICT,\n  \"on-fire\", \"It burns.\");"
                + " unauthorized(\"who\", \"Who?\")");

    assertThat(codes).isEqualTo(Map.of("on-fire", 409, "who", 401));
    assertThat(undescribed(codes, "| 401 | `who` | |\n| 400 | `on-fire` | |\n"))
        .containsExactly("on-fire");
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() {
    assertThat(documents()).hasSizeGreaterThan(15);
    assertThat(documents().flatMap(page -> deadLinks(page, read(page)))).isEmpty();
  }

  @Test
  void aLinkThatLeadsNowhereIsFound() {
    String text =
        "[a](docs/api.md) [b](docs/nothing.md) [c](https://example.org) `[d](code.md)`"
            + " [e](docs/api.md#errors) [f](docs/api.md#nothing) [g](#nothing)";

    assertThat(deadLinks(Path.of("README.md"), text))
        .containsExactly(
            "README.md: docs/nothing.md", "README.md: docs/api.md#nothing", "README.md: #nothing");
  }

  @Test
  void nothingTellsOfThePlaceWhereItWasWritten() {
    List<Path> files = textFiles().toList();

    assertThat(files).hasSizeGreaterThan(100).contains(Path.of("README.md"), Path.of("pom.xml"));
    assertThat(files.stream().filter(file -> tellsOfTheWorkplace(read(file)))).isEmpty();
  }

  @Test
  void aFileThatTellsOfItIsFound() {
    assertThat(WORKPLACE).allMatch(word -> tellsOfTheWorkplace("see " + word + "design.md"));
    assertThat(tellsOfTheWorkplace("at work / at home")).isFalse();
  }

  /** Each property with its default as it has to stand in the table. */
  private static Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tidings")
            .stream()
            .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
            .map(JavaClass::reflect)
            .forEach(type -> addSettings(type, settings));
    return settings;
  }

  private static void addSettings(Class<?> type, Map<String, String> settings) {
    String prefix = type.getAnnotation(ConfigurationProperties.class).value();
    for (Parameter component : canonicalConstructor(type).getParameters()) {
      settings.put(prefix + "." + kebab(component.getName()), defaultOf(component));
    }
  }

  private static Constructor<?> canonicalConstructor(Class<?> type) {
    Class<?>[] components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(components);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("settings are records", e);
    }
  }

  private static String defaultOf(Parameter component) {
    DefaultValue value = component.getAnnotation(DefaultValue.class);
    return value == null || value.value().length == 0
        ? "none"
        : "`" + String.join(",", value.value()) + "`";
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Settings without a row of their own, or whose row names another default or variable. */
  private static List<String> undocumented(Map<String, String> settings, String page) {
    return settings.entrySet().stream()
        .filter(setting -> page.lines().noneMatch(row -> documents(row, setting)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean documents(String row, Map.Entry<String, String> setting) {
    String name = setting.getKey();
    String variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    String[] cells = row.split("\\|");
    return row.startsWith("| `" + name + "` | `" + variable + "` |")
        && cells[cells.length - 1].strip().startsWith(setting.getValue());
  }

  private static Map<String, Integer> codes(String source) {
    var codes = new TreeMap<String, Integer>();
    CODE.matcher(source)
        .results()
        .forEach(it -> codes.put(it.group(2), HttpStatus.valueOf(it.group(1)).value()));
    UNAUTHORIZED.matcher(source).results().forEach(it -> codes.put(it.group(1), 401));
    return codes;
  }

  private static List<String> undescribed(Map<String, Integer> codes, String page) {
    return codes.entrySet().stream()
        .filter(code -> !page.contains("| " + code.getValue() + " | `" + code.getKey() + "` |"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Stream<String> deadLinks(Path page, String text) {
    String prose = CODE_BLOCK.matcher(text).replaceAll("");
    return LINK.matcher(INLINE_CODE.matcher(prose).replaceAll(""))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*") && !leadsSomewhere(page, text, link))
        .map(link -> page + ": " + link);
  }

  private static boolean leadsSomewhere(Path page, String text, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1
        || HEADING
            .matcher(CODE_BLOCK.matcher(target.equals(page) ? text : read(target)).replaceAll(""))
            .results()
            .anyMatch(heading -> anchor(heading.group(1)).equals(parts[1]));
  }

  /** As GitHub makes them. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }

  private static boolean tellsOfTheWorkplace(String text) {
    return WORKPLACE.stream().anyMatch(text::contains);
  }

  private static Stream<Path> documents() {
    return textFiles().filter(file -> file.toString().endsWith(".md"));
  }

  private static String sources() {
    return files(Path.of("src/main/java"))
        .map(DocsTest::read)
        .reduce("", (all, text) -> all + text);
  }

  /** What is kept in version control, as far as it is text. */
  private static Stream<Path> textFiles() {
    Stream<Path> folders =
        Stream.of("docs", "src", "web/src", "web/test", "bench", ".ci")
            .map(Path::of)
            .filter(Files::exists)
            .flatMap(DocsTest::files);
    return Stream.concat(folders, Stream.concat(filesIn(Path.of("")), filesIn(Path.of("web"))))
        .filter(file -> TEXT.matcher("./" + file).matches());
  }

  private static Stream<Path> files(Path folder) {
    try {
      return Files.walk(folder).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> filesIn(Path folder) {
    try {
      return Files.list(folder).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
