package dev.tidings.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Frozen;
import dev.tidings.harness.RedisServer;
import io.lettuce.core.RedisException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a real Redis that fails. */
class RedisLinkTest {
  @TempDir static Path folder;
  private static RedisServer server;
  private static TestRedis redis;

  @BeforeAll
  static void start() {
    server = new RedisServer(folder.resolve("one"));
    redis = TestRedis.at(server);
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  @Test
  void aReplicaIsNeverAsked() {
    try (var replica = new RedisServer(folder.resolve("two"));
        var there = TestRedis.at(replica)) {
      assertThat(there.link().commands().ping()).isEqualTo("PONG");
      replica.follow(server);

      assertThatThrownBy(() -> there.link().commands())
          .isInstanceOf(RedisException.class)
          .hasMessageContaining("no master");
    }
  }

  @Test
  void whoCanDoWithoutAnAnswerDoesNotWaitForAFrozenRedisInTurn() {
    RedisLink link = redis.link();
    assertThat(link.ask(commands -> commands.ping())).hasValue("PONG");
    try (var frozen = Frozen.of(server.handle())) {
      long start = System.nanoTime();
      assertThat(IntStream.range(0, 50).parallel().mapToObj(i -> link.ask(c -> c.ping())))
          .allMatch(answer -> answer.isEmpty());
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isLessThan(TestRedis.TIMEOUT.multipliedBy(6));
    }

    await().until(() -> link.ask(commands -> commands.ping()).isPresent());
  }

  @Test
  void aConnectionForSignalsThatIsSilentIsReplaced() throws InterruptedException {
    var signals = new Signals(TestRedis.PROPERTIES, redis.master());
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    signals.onSignal(heard::add);
    assertThat(signals.reconnect()).isTrue();
    assertThat(signals.reconnect()).isFalse();
    try (var frozen = Frozen.of(server.handle())) {
      assertThat(signals.reconnect()).isFalse();
    }

    await().until(signals::reconnect);
    signals.send("after");
    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("after");
    assertThat(signals.reconnect()).isFalse();
    signals.destroy();
  }
}
