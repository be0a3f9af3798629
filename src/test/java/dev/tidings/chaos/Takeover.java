package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.LogDump;
import dev.tidings.harness.PostgresServer;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.RedisServer;
import dev.tidings.harness.SseFrame;
import dev.tidings.harness.Tokens;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Two servers on one PostgreSQL and a Redis of several processes, whose master changes while
 * notices are posted. Says what users notice of it.
 */
final class Takeover implements AutoCloseable {
  /** How late notices may be while they come through the database. */
  private static final long BY_DATABASE_MILLIS = 3_000;

  private static final long QUICK_MILLIS = 500;
  private static final int STREAMS_OF_A_USER = 4;

  private final Path folder;
  private final PostgresServer postgres;
  private final Map<String, String> settings;
  private final List<Node> nodes = new ArrayList<>();
  private final String stream;
  private final Supplier<RedisServer> master;

  /**
   * @param settings where Redis is, as the servers are told
   * @param prefix of the keys in Redis
   * @param master the server that has them, asked each time
   */
  Takeover(Path folder, Map<String, String> settings, String prefix, Supplier<RedisServer> master) {
    this.folder = folder;
    this.stream = prefix + "notices";
    this.master = master;
    this.postgres = new PostgresServer(folder.resolve("postgres"));
    this.settings = new HashMap<>(settings);
    this.settings.put("TIDINGS_STREAM_PREFIX", prefix);
    this.settings.put("TIDINGS_DELIVERY_HEARTBEAT", "1s");
    this.settings.put("TIDINGS_DELIVERY_MAX_PER_USER", Integer.toString(STREAMS_OF_A_USER));
    try {
      for (String name : List.of("s1", "s2")) {
        nodes.add(node(name, folder, this.settings));
      }
      nodes.forEach(Node::awaitReady);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private Node node(String name, Path folder, Map<String, String> settings) {
    return new Node(name, folder, Cluster.TIDINGS, 0, postgres.port(), settings);
  }

  /** A second server of a name, and one of another log, end with a text that says why. */
  void assertStrangersAreRefused() {
    var otherLog = new HashMap<>(settings);
    otherLog.put(
        "SPRING_DATASOURCE_URL", "jdbc:h2:mem:other;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
    try (Node twin = node("s1", folder.resolve("twin"), settings);
        Node stranger = node("s3", folder.resolve("stranger"), otherLog)) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> Stream.of(twin, stranger).noneMatch(n -> n.server().handle().isAlive()));
      assertThat(twin.server().output()).contains("already called 's1'");
      assertThat(stranger.server().output()).contains("whose servers are running");
    }
  }

  /**
   * Lets the master change while both servers are posted to. Everything must arrive once, in order
   * and in time, and through Redis again afterwards.
   *
   * @param change comes back when the other one is the master
   */
  void during(String what, Runnable change) {
    try (var observers = observers()) {
      var changing = new AtomicBoolean(true);
      Thread posting = Thread.ofVirtual().start(() -> postWhile(observers, changing));
      await().until(() -> observers.posted() > 5);
      long start = System.nanoTime();
      change.run();
      long taken = millisSince(start);
      await().atMost(Duration.ofSeconds(20)).until(this::allReadTheMaster);
      long back = millisSince(start);
      observers.awaitAll();
      changing.set(false);
      join(posting);
      observers.awaitAll();
      System.out.printf(
          "%s: another master after %d ms, both servers read it after %d ms; %d notices, slowest"
              + " after %d ms and %d ms%n",
          what, taken, back, observers.posted(), observers.slowest(0), observers.slowest(1));

      observers.assertNothingIsWrong();
      assertThat(Math.max(observers.slowest(0), observers.slowest(1)))
          .isLessThan(BY_DATABASE_MILLIS);
      for (int node = 0; node < nodes.size(); node++) {
        assertThat(observers.at(node).connections()).isEqualTo(1);
      }
    }
    assertAllIsAsBefore();
  }

  private void postWhile(Observers observers, AtomicBoolean changing) {
    for (int i = 0; changing.get(); i++) {
      observers.post(nodes.get(i % nodes.size()));
      LockSupport.parkNanos(100_000_000);
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private Observers observers() {
    return new Observers(
        nodes, this::log, () -> master.get().ask(redis -> redis.xrange(stream, Range.unbounded())));
  }

  private LogDump log() {
    try (var connection = postgres.connect()) {
      return LogDump.read(connection);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Each server reads the master that Redis itself names, by a connection of its name. */
  private boolean allReadTheMaster() throws Exception {
    String clients = master.get().ask(RedisCommands::clientList);
    for (Node node : nodes) {
      boolean connected =
          clients
              .lines()
              .anyMatch(line -> line.matches(".* name=tidings:[^ ]*:" + node.name() + " .*"));
      if (!connected
          || !get(node, "/actuator/prometheus").contains("\ntidings_redis_reading 1.0")) {
        return false;
      }
    }
    return true;
  }

  /** What goes through Redis besides notices works, and notices are quick. */
  private void assertAllIsAsBefore() {
    try (var after = observers()) {
      after.postFor(Duration.ofSeconds(1), nodes.get(0), nodes.get(1));
      after.awaitAll();
      assertThat(Math.max(after.slowest(0), after.slowest(1))).isLessThan(QUICK_MILLIS);
    }
    await().atMost(Duration.ofSeconds(20)).untilAsserted(this::assertGroupsAreAtTheTop);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(this::assertServersAreListed);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(this::assertOneStreamTooManyIsEnded);
  }

  private void assertGroupsAreAtTheTop() throws Exception {
    List<StreamMessage<String, String>> newest =
        master.get().ask(redis -> redis.xrevrange(stream, Range.unbounded()));
    String head = newest.getFirst().getId();
    for (Node node : nodes) {
      assertThat(get(node, "/api/v1/admin/stream"))
          .contains("\"key\":\"" + stream + "\"")
          .contains("\"lastId\":\"" + head + "\"")
          .containsPattern("\"group\":\"srv:s1\"[^}]*\"pending\":0")
          .containsPattern("\"group\":\"srv:s2\"[^}]*\"pending\":0");
    }
  }

  private void assertServersAreListed() throws Exception {
    for (Node node : nodes) {
      assertThat(get(node, "/api/v1/admin/servers").split("\"alive\":true", -1)).hasSize(3);
    }
  }

  /** Counted in Redis, told by Pub/Sub: the oldest ends, which is on the other server. */
  private void assertOneStreamTooManyIsEnded() {
    String user = "many" + System.nanoTime();
    var open = new ArrayList<RawStream>();
    try {
      for (int i = 0; i <= STREAMS_OF_A_USER; i++) {
        int port = nodes.get(i == 0 ? 0 : 1).server().port();
        open.add(RawStream.open(port, "/api/v1/me/stream", Tokens.user(user, List.of())));
        open.getLast().until("cursor");
      }
      var oldest = new ArrayList<String>();
      SseFrame frame;
      while (oldest.size() < 5 && (frame = open.getFirst().next()) != null) {
        oldest.add(frame.event());
      }
      assertThat(oldest).contains("bye");
    } finally {
      open.forEach(RawStream::close);
    }
  }

  private static String get(Node node, String path) throws Exception {
    return new Api(node.server().port()).get(path).body();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    postgres.close();
  }
}
