package dev.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class StartCheckTest {
  @TempDir Path folder;

  private Path data;
  private MockEnvironment environment;

  @BeforeEach
  void prepare() {
    data = folder.resolve("deep/data");
    environment =
        new MockEnvironment()
            .withProperty("tidings.data-dir", data.toString())
            .withProperty("spring.datasource.url", "jdbc:h2:file:" + data + "/tidings;MODE=MySQL");
  }

  @Test
  void aFolderThatIsMissingIsMade() {
    StartCheck.check(environment);

    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws Exception {
    Files.createDirectory(folder.resolve("deep"));
    Files.createFile(data);

    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> StartCheck.check(environment))
        .withMessage("The data folder %s can't be used: %s is not a folder.", data, data);
  }

  @Test
  void aFolderThatCanBeNeitherMadeNorWrittenIsRefused() throws Exception {
    Files.createFile(folder.resolve("deep"));

    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> StartCheck.check(environment))
        .withMessageContaining("can't be used")
        .withMessageContaining("Not a directory");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatOnlySeemsWritableIsRefused() {
    environment.withProperty("tidings.data-dir", "/proc/self");

    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> StartCheck.check(environment))
        .withMessageStartingWith("The data folder /proc/self can't be used: ");
  }

  @Test
  void aBlankNameIsRefused() {
    environment.withProperty("tidings.data-dir", "");

    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> StartCheck.check(environment))
        .withMessageContaining("tidings.data-dir is blank");
  }

  @Test
  void theFolderIsNoMatterWhereNothingIsKeptInIt() throws Exception {
    Files.createFile(folder.resolve("deep"));
    environment
        .withProperty("spring.datasource.url", "jdbc:postgresql://db.example.org/tidings")
        .withProperty("spring.data.redis.host", "redis.example.org");

    assertThatNoException().isThrownBy(() -> StartCheck.check(environment));
  }

  @Test
  void aDatabaseThatAnotherProcessHasOpenIsRefused() throws Exception {
    String url = environment.getRequiredProperty("spring.datasource.url");
    try (var other = OtherJvm.run(HoldsDatabase.class, url)) {
      assertThat(other.says()).isEqualTo("true");

      assertThatExceptionOfType(DatabaseInUse.class)
          .isThrownBy(() -> StartCheck.check(environment))
          .withMessageContaining(data + "/tidings.mv.db");
    }
    assertThatNoException().isThrownBy(() -> StartCheck.check(environment));
  }

  @Test
  void aDatabaseThatThisProcessHasOpenIsNot() throws Exception {
    String url = environment.getRequiredProperty("spring.datasource.url");
    try (var connection = DriverManager.getConnection(url)) {
      assertThatNoException().isThrownBy(() -> StartCheck.check(environment));
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:file:/srv/tidings, /srv/tidings.mv.db",
    "jdbc:h2:/srv/tidings;MODE=PostgreSQL, /srv/tidings.mv.db",
    "jdbc:h2:mem:tidings,",
    "jdbc:h2:tcp://db/~/tidings,",
    "jdbc:postgresql://db/tidings,"
  })
  void theFileIsReadFromTheAddress(String url, Path file) {
    assertThat(DatabaseFile.of(url).map(DatabaseFile::path).orElse(null)).isEqualTo(file);
  }
}
