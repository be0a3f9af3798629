package dev.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  @TempDir Path folder;

  @Test
  void theBundledBinaryIsUsedWhenThePathHasNone() throws IOException {
    try (var redis = Servers.start(folder)) {
      assertThat(Wire.ask(redis, "PING")).contains("+PONG");
      assertThat(ProcessHandle.of(redis.pid()).orElseThrow().info().command().orElseThrow())
          .startsWith(folder.toRealPath() + "/redis-server-7.0.15-");
    }
  }

  @Test
  void itDemandsThePassword() throws IOException {
    try (var redis = Servers.start(folder)) {
      assertThat(Wire.ask(redis.port(), "PING")).startsWith("-NOAUTH");
      assertThat(Wire.ask(redis.port(), "AUTH guessed", "PING"))
          .startsWith("-WRONGPASS")
          .doesNotContain("PONG");
      assertThat(redis.password()).hasSize(64);
    }
  }

  @Test
  void thePasswordIsNotOnTheCommandLine() {
    try (var redis = Servers.start(folder)) {
      var info = ProcessHandle.of(redis.pid()).orElseThrow().info();
      assertThat(info.commandLine().orElse("") + info)
          .contains("redis-server")
          .doesNotContain(redis.password());
      assertThat(folder).isDirectoryNotContaining(file -> holds(file, redis.password()));
    }
  }

  @Test
  void itListensOnTheLoopbackAddressAndKeepsNothing() throws IOException {
    try (var redis = Servers.start(folder)) {
      assertThat(settings(redis, "bind")).isEqualTo("127.0.0.1");
      assertThat(settings(redis, "save")).isEmpty();
      assertThat(settings(redis, "appendonly")).isEqualTo("no");
      assertThat(settings(redis, "maxmemory-policy")).isEqualTo("noeviction");
      assertThat(settings(redis, "dir")).isEqualTo(folder.toRealPath().toString());
    }
  }

  @Test
  void aDeadChildIsRestartedOnTheSamePort() throws IOException {
    try (var redis = Servers.start(folder)) {
      int port = redis.port();
      long first = redis.pid();
      Wire.ask(redis, "SET colour blue");

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await().until(() -> redis.pid() != first);
      assertThat(redis.port()).isEqualTo(port);
      assertThat(Wire.ask(redis, "GET colour")).as("restarted empty").contains("$-1");
      assertThat(ChildRecord.file(folder, first)).doesNotExist();
      assertThat(ChildRecord.file(folder, redis.pid())).exists();
    }
  }

  @Test
  void aTakenPortIsNotTheEnd() throws IOException {
    try (var other = new ServerSocket()) {
      other.bind(new InetSocketAddress("127.0.0.1", 0));
      Iterator<Integer> ports = List.of(other.getLocalPort(), FreePort.find()).iterator();
      try (var redis =
          EmbeddedRedis.start(
              folder, Servers.SETTINGS, Servers.NO_PATH, Servers.bundled(), ports::next)) {
        assertThat(redis.port()).isNotEqualTo(other.getLocalPort());
        assertThat(Wire.ask(redis, "PING")).contains("+PONG");
      }
    }
  }

  @Test
  void closingEndsTheProcessAndRemovesItsNote() {
    var redis = Servers.start(folder);
    var process = ProcessHandle.of(redis.pid()).orElseThrow();

    redis.close();

    assertThat(process.isAlive()).isFalse();
    assertThat(ChildRecord.file(folder, redis.pid())).doesNotExist();
  }

  @Test
  void aServerThatDoesNotEndIsKilled() throws Exception {
    var impatient = new EmbeddedSettings(Duration.ofSeconds(20), Duration.ofMillis(200));
    var redis =
        EmbeddedRedis.start(folder, impatient, Servers.NO_PATH, Servers.bundled(), FreePort::find);
    var process = ProcessHandle.of(redis.pid()).orElseThrow();
    Servers.freeze(redis.pid());

    redis.close();

    await().until(() -> !process.isAlive());
  }

  @Test
  void aServerThatEndsAtOnceIsReportedWithWhatItPrinted() throws IOException {
    String path = Servers.script(folder, "redis-server", "7.4.1", "echo 'no luck'; exit 3");

    assertThatExceptionOfType(EmbeddedRedisFailed.class)
        .isThrownBy(() -> startFrom(path, Duration.ofSeconds(20)))
        .withMessage(
            "The embedded Redis (%s/redis-server) ended with exit code 3; it printed \"no luck\".",
            folder);
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws IOException {
    String path = Servers.script(folder, "valkey-server", "8.1.0", "echo $$ > pid; exec sleep 60");

    assertThatExceptionOfType(EmbeddedRedisFailed.class)
        .isThrownBy(() -> startFrom(path, Duration.ofSeconds(1)))
        .withMessageContaining("did not answer within 1000 ms; it printed nothing");
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private EmbeddedRedis startFrom(String path, Duration startTimeout) {
    var settings = new EmbeddedSettings(startTimeout, Duration.ofSeconds(1));
    return EmbeddedRedis.start(folder, settings, path, Servers.bundled(), FreePort::find);
  }

  /** The fourth of the lines {@code *2, $4, name, $9, value}, after the answer to AUTH. */
  private static String settings(EmbeddedRedis redis, String name) throws IOException {
    return Wire.ask(redis, "CONFIG GET " + name).split("\r\n")[5];
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.size(file) < 100_000 && Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
