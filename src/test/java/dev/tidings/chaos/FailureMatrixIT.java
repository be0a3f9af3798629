package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Frozen;
import dev.tidings.harness.Proxy.Mode;
import io.lettuce.core.XAddArgs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One failure at a time of Redis or of a server, and what users are to notice of it. */
class FailureMatrixIT {
  /** How late notices may be while they come through the database. */
  private static final long BY_DATABASE_MILLIS = 3_000;

  @TempDir static Path folder;
  private static Cluster cluster;
  private Observers observers;

  @BeforeAll
  static void start() {
    cluster =
        new Cluster(
            folder,
            Cluster.TIDINGS,
            2,
            Map.of("TIDINGS_DELIVERY_HEARTBEAT", "1s", "TIDINGS_DELIVERY_FENCE", "5s"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void watch() {
    observers = new Observers(cluster);
    observers.post(cluster.node(0));
    observers.awaitAll();
  }

  @AfterEach
  void unwatch() {
    observers.close();
  }

  @Test
  void aServerThatDiesWhileItPostsLosesNothingThatItAnswered() {
    var posting =
        Thread.ofVirtual()
            .start(() -> IntStream.range(0, 60).forEach(i -> observers.post(cluster.node(0))));
    await().until(() -> observers.at(1).notices().size() > 20);
    cluster.node(0).killAndRestart();
    join(posting);

    observers.assertNothingIsWrong();
    report("server killed");
    assertThat(observers.slowest(1)).isLessThan(BY_DATABASE_MILLIS);
  }

  @Test
  void withoutRedisNoticesAreAFewSecondsLateAndAfterwardsQuickAgain() {
    cluster.redis().master().kill();
    observers.postFor(Duration.ofSeconds(10), cluster.node(0), cluster.node(1));
    observers.awaitAll();
    report("Redis down");
    assertThat(slowest()).isLessThan(BY_DATABASE_MILLIS);
    cluster.redis().restartEmpty();

    observers.assertNothingIsWrong();
    await().atMost(Duration.ofSeconds(10)).until(FailureMatrixIT::allReadRedis);
    try (var after = new Observers(cluster)) {
      after.postFor(Duration.ofSeconds(2), cluster.node(0), cluster.node(1));
      after.awaitAll();
      assertThat(Math.max(after.slowest(0), after.slowest(1))).isLessThan(500);
    }
  }

  @Test
  void aRedisThatLosesEverythingAtOnceIsFilledAgainAndNobodyNotices() {
    for (int i = 0; i < 3; i++) {
      cluster.redis().master().ask(redis -> redis.flushall());
      observers.postFor(Duration.ofMillis(800), cluster.node(0), cluster.node(1));
    }
    cluster.redis().restartEmpty();
    observers.postFor(Duration.ofMillis(800), cluster.node(0), cluster.node(1));

    observers.assertNothingIsWrong();
    report("Redis flushed and restarted empty");
    assertThat(slowest()).isLessThan(BY_DATABASE_MILLIS);
  }

  @Test
  void aReplicaThatLacksTheNewestPartTakesOverAndNoIdChangesItsMeaning() {
    Thread posting =
        Thread.ofVirtual()
            .start(
                () -> observers.postFor(Duration.ofSeconds(3), cluster.node(0), cluster.node(1)));
    cluster.redis().failOver(cluster.redisEdges(), Duration.ofMillis(600));
    join(posting);

    observers.assertNothingIsWrong();
    report("failover without the last 600 ms");
    assertThat(slowest()).isLessThan(BY_DATABASE_MILLIS);
  }

  @Test
  void aFrozenRedisMakesADelayAndNothingElse() {
    try (var frozen = Frozen.of(cluster.redis().master().handle())) {
      observers.postFor(Duration.ofSeconds(10), cluster.node(0), cluster.node(1));
    }

    observers.assertNothingIsWrong();
    report("Redis frozen");
    assertThat(slowest()).isLessThan(6_000);
    assertThat(observers.at(0).connections()).isEqualTo(1);
  }

  @Test
  void aServerThatIsCutFromRedisIsLateAndTheOthersAreNot() {
    cluster.node(1).redis().mode(Mode.BLACKHOLE);
    observers.postFor(Duration.ofSeconds(10), cluster.node(0), cluster.node(1));
    observers.awaitAll();
    report("server cut from Redis");
    cluster.node(1).redis().mode(Mode.PASS);

    observers.assertNothingIsWrong();
    assertThat(observers.slowest(0)).isLessThan(1_500);
    assertThat(observers.slowest(1)).isLessThan(6_000);
  }

  @Test
  void aServerThatNoNewsReachesSendsItsUsersAway() {
    Node lonely = cluster.node(1);
    lonely.redis().mode(Mode.BLACKHOLE);
    lonely.database().mode(Mode.BLACKHOLE);
    long start = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> observers.at(1).lastBye().contains("\"overload\""));
    System.out.printf("cut from both: bye after %d ms%n", (System.nanoTime() - start) / 1_000_000);
    assertThat(lonely.server().isReady()).isFalse();
    observers.post(cluster.node(0));
    lonely.redis().mode(Mode.PASS);
    lonely.database().mode(Mode.PASS);
    await().atMost(Duration.ofSeconds(30)).until(() -> lonely.server().isReady());

    observers.assertNothingIsWrong();
    assertThat(observers.at(0).connections()).isEqualTo(1);
  }

  @Test
  void whatIsNotOursInTheStreamIsSteppedOverByServersThatRun() {
    var redis = cluster.redis().master();
    redis.ask(commands -> commands.xadd(Cluster.STREAM, Map.of("junk", "x")));
    observers.post(cluster.node(0));
    redis.ask(
        commands ->
            commands.xadd(
                Cluster.STREAM,
                new XAddArgs().id("9007199254740991-9007199254740991"),
                Map.of("kind", "notice", "uid", "none", "at", "never", "data", "{")));
    observers.post(cluster.node(1));

    observers.assertNothingIsWrong();
    report("poison entry");
    assertThat(slowest()).isLessThan(BY_DATABASE_MILLIS);
  }

  private static boolean allReadRedis() throws Exception {
    for (Node node : cluster.nodes()) {
      var answer = new Api(node.server().port()).get("/api/v1/admin/stream");
      if (!answer.body().contains("\"viaRedis\":true")) {
        return false;
      }
    }
    return true;
  }

  private long slowest() {
    return Math.max(observers.slowest(0), observers.slowest(1));
  }

  private void report(String fault) {
    System.out.printf(
        "%s: slowest notice after %d ms and %d ms%n",
        fault, observers.slowest(0), observers.slowest(1));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
