package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Frozen;
import dev.tidings.harness.Proxy.Mode;
import dev.tidings.harness.StreamClient;
import io.lettuce.core.XAddArgs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One failure at a time of Redis, and what users are to notice of it. */
class RedisFailureIT {
  @RegisterExtension
  static final Stage STAGE =
      Stage.of(2, Cluster.TIDINGS, Map.of("TIDINGS_DELIVERY_HEARTBEAT", "1s"));

  /** How late notices may be while they come through the database. */
  private static final long BY_DATABASE_MILLIS = 3_000;

  private final Cluster cluster = STAGE.cluster();
  private Observers observers;

  @BeforeEach
  void watch() {
    observers = STAGE.observers();
  }

  @Test
  void withoutRedisNoticesAreAFewSecondsLateAndAfterwardsQuickAgain() {
    cluster.redis().master().kill();
    observers.postFor(Duration.ofSeconds(60), cluster.node(0), cluster.node(1));
    observers.awaitAll();
    observers.report("Redis down");
    assertThat(observers.slowest()).isLessThan(BY_DATABASE_MILLIS);
    cluster.redis().restartEmpty();

    observers.assertNothingIsWrong();
    await().atMost(Duration.ofSeconds(10)).until(this::allReadRedis);
    try (var after = new Observers(cluster)) {
      after.postFor(Duration.ofSeconds(2), cluster.node(0), cluster.node(1));
      after.awaitAll();
      assertThat(after.slowest()).isLessThan(500);
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
    observers.report("Redis flushed and restarted empty");
    assertThat(observers.slowest()).isLessThan(BY_DATABASE_MILLIS);
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
    observers.report("failover without the last 600 ms");
    assertThat(observers.slowest()).isLessThan(BY_DATABASE_MILLIS);
  }

  @Test
  void twoMastersThatBothTakeWritesForAWhileMakeNoDifference() {
    Thread posting =
        Thread.ofVirtual()
            .start(
                () -> observers.postFor(Duration.ofSeconds(4), cluster.node(0), cluster.node(1)));
    cluster
        .redis()
        .splitBrain(
            List.of(cluster.node(1).redis()),
            List.of(cluster.node(0).redis()),
            Duration.ofSeconds(2));
    join(posting);

    observers.assertNothingIsWrong();
    observers.report("split brain");
    assertThat(observers.slowest()).isLessThan(BY_DATABASE_MILLIS);
  }

  @Test
  void aFrozenRedisMakesADelayAndNothingElse() throws Exception {
    double threads = STAGE.api(0).metric("jvm_threads_live_threads");
    try (var frozen = Frozen.of(cluster.redis().master().handle())) {
      observers.postFor(Duration.ofSeconds(20), cluster.node(0), cluster.node(1));
      assertThat(STAGE.api(0).metric("jvm_threads_live_threads"))
          .as("no threads pile up")
          .isLessThan(threads + 20);
    }

    observers.assertNothingIsWrong();
    observers.report("Redis frozen");
    assertThat(observers.slowest()).isLessThan(BY_DATABASE_MILLIS);
    assertThat(observers.at(0).connections()).isEqualTo(1);
  }

  @Test
  void aServerThatIsCutFromRedisIsLateAndTheOthersAreNot() {
    cluster.node(1).redis().mode(Mode.BLACKHOLE);
    observers.postFor(Duration.ofSeconds(10), cluster.node(0), cluster.node(1));
    observers.awaitAll();
    observers.report("server cut from Redis");
    cluster.node(1).redis().mode(Mode.PASS);

    observers.assertNothingIsWrong();
    assertThat(observers.slowest(0)).isLessThan(1_500);
    assertThat(observers.slowest(1)).isLessThan(BY_DATABASE_MILLIS);
  }

  @Test
  void anOrderToEndSomebodysStreamsIsObeyedEverywhereWithinFiveSecondsWithoutRedis()
      throws Exception {
    cluster.redis().master().kill();
    StreamClient elsewhere = observers.at(1);
    observers.post(cluster.node(0));
    observers.awaitAll();
    STAGE.api(0).delete("/api/v1/admin/connections?user=" + elsewhere.user());

    await().atMost(Duration.ofSeconds(5)).until(() -> elsewhere.lastBye().contains("\"revoked\""));
    cluster.redis().restartEmpty();
    observers.assertNothingIsWrong();
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
    observers.report("poison entry");
    assertThat(observers.slowest()).isLessThan(BY_DATABASE_MILLIS);
  }

  private boolean allReadRedis() throws Exception {
    for (Node node : cluster.nodes()) {
      var answer = new Api(node.server().port()).get("/api/v1/admin/stream");
      if (!answer.body().contains("\"viaRedis\":true")) {
        return false;
      }
    }
    return true;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
