package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Checker;
import dev.tidings.harness.Ledger;
import dev.tidings.harness.LogDump;
import dev.tidings.harness.Patience;
import dev.tidings.harness.Proxy.Cut;
import dev.tidings.harness.Proxy.Mode;
import dev.tidings.harness.StreamClient;
import dev.tidings.stream.SteeredServer;
import dev.tidings.stream.SteeredServer.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One failure at a time of servers and of all that they lean on, and what users notice of it. */
class ServerFailureIT {
  @RegisterExtension
  static final Stage STAGE =
      Stage.of(
          2,
          SteeredServer.class.getName(),
          Map.of("TIDINGS_DELIVERY_HEARTBEAT", "1s", "TIDINGS_DELIVERY_FENCE", "5s"));

  private final Cluster cluster = STAGE.cluster();
  private Observers observers;

  @BeforeEach
  void watch() {
    observers = STAGE.observers();
  }

  @Test
  void aServerThatDiesWhileItPostsLosesNothingThatItAnswered() throws Exception {
    Thread posting = posting(60);
    await().until(() -> observers.at(1).notices().size() > 20);
    cluster.node(0).killAndRestart();
    posting.join();

    observers.assertNothingIsWrong();
    observers.report("server killed");
    assertThat(observers.slowest(1)).isLessThan(3_000);
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatDiesAtAnyStepLosesNothingAndDoublesNothing(Step step) throws Exception {
    Node dying = cluster.node(0);
    dying.orders().stopAt(step);
    Thread posting = posting(5);
    await().atMost(Duration.ofSeconds(10)).until(dying.orders()::wasObeyed);
    dying.orders().revoke();
    dying.killAndRestart();
    posting.join();

    observers.assertNothingIsWrong();
    observers.report("server killed at " + step);
  }

  /** Posts through the first server, again and again until it has answered. */
  private Thread posting(int notices) {
    return Thread.ofVirtual()
        .start(() -> IntStream.range(0, notices).forEach(i -> observers.post(cluster.node(0))));
  }

  @Test
  void aRollingRestartUnderTrafficMovesEachStreamAndLosesNothing() {
    var ledger = new Ledger();
    List<StreamClient> clients =
        IntStream.range(0, 20).mapToObj(i -> clientOfAnyServer(i, ledger)).toList();
    try (var traffic = new Traffic(cluster, ledger, 3, 20, 20)) {
      await().until(() -> clients.stream().noneMatch(client -> client.position().isEmpty()));
      for (Node node : cluster.nodes()) {
        Duration left = node.restartInOrder();
        System.out.printf("rolling restart: %s left within %s%n", node.name(), left);
        assertThat(left).as("drain time and a little").isLessThan(Duration.ofSeconds(10));
      }
    }
    LogDump dump = cluster.dump();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> clients.stream().allMatch(client -> client.isAt(dump.head())));
    clients.forEach(StreamClient::close);

    assertThat(new Checker(ledger, dump).verdict().violations()).isEmpty();
    assertThat(clients)
        .allSatisfy(
            client -> {
              assertThat(client.breaches()).isEmpty();
              assertThat(client.lastBye()).contains("\"shutdown\"");
              assertThat(client.connections()).isBetween(2, 3);
            });
    double longest = new Delays(ledger).millis(1);
    System.out.printf("rolling restart: longest delay %.0f ms%n", longest);
    assertThat(longest).as("the longest retry, and a little").isLessThan(7_000);
  }

  private StreamClient clientOfAnyServer(int i, Ledger ledger) {
    return new StreamClient(
        "r" + i,
        Traffic.groupsOf(i),
        () -> cluster.any().streams().port(),
        new Patience(1, Duration.ofSeconds(10)),
        ledger);
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
  void withNeitherRedisNorDatabaseStreamsEndAndEverythingComesAfterTheirReturn() throws Exception {
    Thread posting = posting(30);
    await().until(() -> observers.at(1).notices().size() > 5);
    takeBothAway();
    for (int i = 0; i < 2; i++) {
      StreamClient client = observers.at(i);
      Node node = cluster.node(i);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> client.lastBye().contains("\"overload\"") && !node.server().isReady());
      Api.Answer answer = STAGE.api(i).post(UUID.randomUUID().toString(), "not now");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.retryAfter()).matches("[0-9]+");
      assertThat(answer.millis()).isLessThan(3_000);
    }
    cluster.mend();
    long start = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> cluster.nodes().stream().allMatch(node -> node.server().isReady()));
    System.out.printf("both away: ready %d ms later%n", (System.nanoTime() - start) / 1_000_000);
    posting.join();

    observers.assertNothingIsWrong();
  }

  /** For 20 s. */
  private void takeBothAway() {
    for (Node node : cluster.nodes()) {
      for (var edge : List.of(node.redis(), node.database())) {
        edge.mode(Mode.REFUSE);
        edge.cut(Cut.RST);
      }
    }
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    await().atMost(Duration.ofSeconds(25)).until(() -> System.nanoTime() > end);
  }
}
