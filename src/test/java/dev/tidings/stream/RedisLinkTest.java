package dev.tidings.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Frozen;
import dev.tidings.harness.Ports;
import dev.tidings.harness.RedisServer;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

/** Connections to a real Redis that fails. */
class RedisLinkTest {
  private static final List<String> CLUSTER =
      List.of("--cluster-enabled", "yes", "--cluster-port", Integer.toString(Ports.free()));

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
  void inAClusterTheServerThatHoldsTheKeysIsAsked() {
    try (var node = new RedisServer(folder.resolve("node"), CLUSTER)) {
      node.ask(commands -> commands.aclSetuser("tenant", TestRedis.FEW_RIGHTS));
      var where = new RedisClusterConfiguration().clusterNode("127.0.0.1", node.port());
      where.setUsername("tenant");
      where.setPassword("secret");
      try (var there = new TestRedis(where)) {
        assertThatThrownBy(() -> there.link().commands()).hasMessageContaining("holds slot");
        int slot = SlotHash.getSlot(TestRedis.PROPERTIES.streamKey());
        node.ask(commands -> commands.clusterAddSlots(slot));

        await().untilAsserted(() -> assertThat(whoAmI(there.link())).isEqualTo("tenant"));
      }
    }
  }

  private static String whoAmI(RedisLink link) {
    return link.commands().aclWhoami();
  }

  @ParameterizedTest
  @MethodSource
  void whereNobodyListensNobodyWaits(RedisConfiguration nowhere) {
    try (var there = new TestRedis(nowhere)) {
      RedisLink link = there.link();

      assertThatThrownBy(link::commands).isInstanceOf(RedisException.class);
      assertThat(link.ask(commands -> commands.ping())).isEmpty();
      assertThat(new Signals(TestRedis.PROPERTIES, there.master()).reconnect()).isFalse();
    }
  }

  static List<RedisConfiguration> whereNobodyListensNobodyWaits() {
    int port = Ports.free();
    var nobody = new RedisNode("127.0.0.1", port);
    return List.of(
        new RedisStandaloneConfiguration("127.0.0.1", port),
        new RedisSentinelConfiguration().master("tidings").sentinel(nobody),
        new RedisClusterConfiguration().clusterNode(nobody));
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
