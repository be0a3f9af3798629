package dev.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain process stands for the server; what counts is who started it and what is noted. */
class LeftOversTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  private Process process;
  private ProcessIdentity server;
  private ProcessIdentity killed;

  @BeforeEach
  void start() throws Exception {
    process = new ProcessBuilder("sleep", "60").start();
    server = ProcessIdentity.of(process.toHandle()).orElseThrow();
    Process owner = new ProcessBuilder("sleep", "60").start();
    killed = ProcessIdentity.of(owner.toHandle()).orElseThrow();
    owner.destroyForcibly().waitFor();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void aServerLeftOverFromAKilledProcessIsEnded() throws Exception {
    new ChildRecord(server, killed).write(folder);

    LeftOvers.end(folder, PATIENCE);

    assertThat(process.waitFor()).as("by SIGTERM").isEqualTo(143);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void oneThatDoesNotEndByItselfIsKilled() throws Exception {
    new ChildRecord(server, killed).write(folder);
    Servers.freeze(server.pid());

    LeftOvers.end(folder, Duration.ofMillis(200));

    assertThat(process.waitFor()).as("by SIGKILL").isEqualTo(137);
  }

  @Test
  void aForeignProcessWithTheSamePidIsLeftAlone() throws Exception {
    var earlier =
        new ProcessIdentity(server.pid(), server.started().minusMillis(10), server.command());
    new ChildRecord(earlier, killed).write(folder);
    LeftOvers.end(folder, PATIENCE);
    assertThat(process.isAlive()).isTrue();

    var another = new ProcessIdentity(server.pid(), server.started(), "/usr/bin/redis-server");
    new ChildRecord(another, killed).write(folder);
    LeftOvers.end(folder, PATIENCE);
    assertThat(process.isAlive()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aServerOfALivingTidingsIsLeftAlone() throws Exception {
    ChildRecord.write(folder, process.toHandle());

    LeftOvers.end(folder, PATIENCE);

    assertThat(process.isAlive()).isTrue();
    assertThat(ChildRecord.file(folder, server.pid())).exists();
  }

  @Test
  void aNoteThatIsNotWholeIsRemoved() throws Exception {
    Files.writeString(folder.resolve("server-1"), "child.pid=" + server.pid());
    Files.createFile(folder.resolve("server-2"));

    LeftOvers.end(folder, PATIENCE);

    assertThat(process.isAlive()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftOfAKilledJvmAfterTheNextStart() throws IOException {
    var jvm = OtherJvm.run(HoldsRedis.class, folder.toString());
    var leftOver = ProcessHandle.of(Long.parseLong(jvm.says())).orElseThrow();
    assertThat(leftOver.isAlive()).isTrue();

    jvm.kill();

    try (var redis = Servers.start(folder)) {
      await().until(() -> !leftOver.isAlive());
      assertThat(Wire.ask(redis, "PING")).contains("+PONG");
    }
  }

  static final class HoldsRedis {
    static void main(String[] args) throws InterruptedException {
      var redis = Servers.start(Path.of(args[0]));
      System.out.println(redis.pid());
      Thread.currentThread().join();
    }
  }
}
