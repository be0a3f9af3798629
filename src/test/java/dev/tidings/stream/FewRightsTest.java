package dev.tidings.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.harness.RedisServer;
import dev.tidings.notice.EventId;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A Redis where CLIENT LIST, INFO, ROLE and CONFIG are forbidden is good enough. */
@ExtendWith(OutputCaptureExtension.class)
class FewRightsTest {
  private static final UUID MINE = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final Server HERE = new Server("here", "boot-1");
  private static final Server THERE = new Server("there", "boot-2");

  @TempDir static Path folder;
  private static RedisServer server;
  private static TestRedis redis;

  @BeforeAll
  static void start() {
    server = new RedisServer(folder);
    redis = TestRedis.withFewRightsAt(server);
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  @BeforeEach
  @AfterEach
  void empty() {
    server.ask(commands -> commands.flushall());
  }

  @Test
  void aServerSaysWhatItCouldNotLookAt(CapturedOutput output) {
    redis.owner(MINE, HERE).requireFreeName();
    new RedisAdvice(redis.master()).run(new DefaultApplicationArguments());

    assertThat(output).contains("called 'here', or allow CLIENT LIST").contains("or allow INFO");
  }

  @Test
  void theLookIntoTheStreamAndTheDirectoryWork() {
    var directory = redis.directory(HERE);
    directory.report(new EventId(1, 2), true, 0, 0);
    redis.link().commands().xadd(TestRedis.PROPERTIES.streamKey(), "kind", "notice");

    assertThat(directory.list().orElseThrow().servers()).hasSize(1);
    assertThat(new StreamInspector(TestRedis.PROPERTIES, redis.master()).state())
        .hasValueSatisfying(state -> assertThat(state.length()).isEqualTo(1));
    assertThat(new NoticeStream(redis.link(), TestRedis.PROPERTIES).top()).isNotEqualTo("0-0");
  }

  @Test
  void signalsArrive() throws InterruptedException {
    var signals = new Signals(TestRedis.PROPERTIES, redis.master());
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    signals.onSignal(heard::add);
    assertThat(signals.reconnect()).isTrue();
    signals.send("hello");

    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
    signals.destroy();
  }

  @Test
  void aStreamWhoseServersReportIsLeftAlone() {
    redis.owner(OTHER, THERE).claim();
    redis.directory(THERE).report(new EventId(1, 1), true, 0, 0);

    assertThatThrownBy(() -> redis.owner(MINE, HERE).claim())
        .isInstanceOf(StreamOwnedByAnotherLog.class);
  }

  @Test
  void aStreamWhoseServersAreSilentIsTakenOver() {
    redis.owner(OTHER, THERE).claim();
    redis.directory(HERE).report(new EventId(1, 1), true, 0, 0);
    redis.owner(MINE, HERE).claim();

    assertThat(redis.owner(MINE, HERE).isOurs()).isTrue();
  }
}
