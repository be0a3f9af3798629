package dev.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** What stands on the screen when a start fails: why, and what to do, and no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
  @TempDir Path data;

  private final List<String> arguments = new ArrayList<>();

  @AfterEach
  void noStackTraceAppears(CapturedOutput output) {
    assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
  }

  @Test
  void aDataFolderThatCannotBeUsed(CapturedOutput output) throws IOException {
    Path file = Files.createFile(data.resolve("file"));
    start(DefaultSetup.class, "tidings.data-dir=" + file);

    assertThat(output)
        .contains("The data folder %s can't be used: %s is not a folder.".formatted(file, file))
        .contains("or choose another with TIDINGS_DATA_DIR");
  }

  @Test
  void aDataFolderThatFailsLater(CapturedOutput output) throws IOException {
    Files.createFile(data.resolve("redis"));
    start(DefaultSetup.class, "tidings.data-dir=" + data);

    assertThat(output)
        .contains("The data folder %s can't be used:".formatted(data))
        .contains("or choose another with TIDINGS_DATA_DIR");
  }

  @Test
  void aSecondServerOnTheSameDatabase(CapturedOutput output) throws IOException {
    String url = "jdbc:h2:file:" + data.resolve("tidings");
    try (var other = OtherJvm.run(HoldsDatabase.class, url)) {
      assertThat(other.says()).isEqualTo("true");
      start(DefaultSetup.class, "tidings.data-dir=" + data, "spring.datasource.url=" + url);
    }

    assertThat(output)
        .contains("Another Tidings is running on the data folder " + data)
        .contains("TIDINGS_DATA_DIR")
        .contains("SPRING_DATASOURCE_URL");
  }

  @Test
  void aSecondServerThatOnlyTheDatabaseNotices(CapturedOutput output) throws IOException {
    String url = "jdbc:h2:file:" + data.resolve("tidings");
    try (var other = OtherJvm.run(HoldsDatabase.class, url)) {
      assertThat(other.says()).isEqualTo("true");
      start(OpensDatabase.class, "tidings.data-dir=" + data, "url=" + url);
    }

    assertThat(output).contains("Another Tidings is running on the data folder " + data);
  }

  @Test
  void anEmbeddedRedisThatDoesNotStart(CapturedOutput output) {
    start(NoRedis.class);

    assertThat(output).contains("there is none").contains("SPRING_DATA_REDIS_URL").contains("WSL");
  }

  @Test
  void aPortThatIsTaken(CapturedOutput output) throws IOException {
    try (var other = new ServerSocket(0)) {
      start(WebServer.class, "server.port=" + other.getLocalPort());

      assertThat(output)
          .contains("Port %d is taken by another program.".formatted(other.getLocalPort()))
          .contains("SERVER_PORT (server.port)");
    }
  }

  @Test
  void aSettingOutOfItsBounds(CapturedOutput output) {
    start(DefaultSetup.class, "tidings.data-dir=" + data, "tidings.embedded.start-timeout=10ms");

    assertThat(output)
        .contains("\"tidings.embedded.start-timeout\" from property source")
        .contains("must be longer than or equal to 100 millis");
  }

  private void start(Class<?> application, String... settings) {
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    boolean web = application == WebServer.class;
    var builder =
        new SpringApplicationBuilder(application)
            .web(web ? WebApplicationType.SERVLET : WebApplicationType.NONE);
    assertThatException().isThrownBy(() -> builder.run(arguments.toArray(String[]::new)));
  }

  @Configuration(proxyBeanMethods = false)
  @Import({StartCheck.class, EmbeddedRedisConfiguration.class})
  static class DefaultSetup {}

  @Configuration(proxyBeanMethods = false)
  static class OpensDatabase {
    OpensDatabase(Environment environment) throws SQLException {
      DriverManager.getConnection(environment.getRequiredProperty("url")).close();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class NoRedis {
    NoRedis() {
      throw new EmbeddedRedisFailed("there is none");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(JettyServletWebServerAutoConfiguration.class)
  static class WebServer {}
}
