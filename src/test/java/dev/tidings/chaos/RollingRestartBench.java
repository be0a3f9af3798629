package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Checker;
import dev.tidings.harness.Ledger;
import dev.tidings.harness.LogDump;
import dev.tidings.harness.Patience;
import dev.tidings.harness.Poster;
import dev.tidings.harness.StreamClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a deploy costs: some thousand clients on three servers, each of which is restarted in turn.
 * Takes about three minutes: {@code mvn verify -Pfailures -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=RollingRestartBench -Dbench.clients=2000
 * -Dbench.drain=5}.
 */
class RollingRestartBench {
  private static final int CLIENTS = Integer.getInteger("bench.clients", 2_000);
  private static final int SERVERS = 3;
  private static final int GROUPS = 100;
  private static final int POSTS_PER_SECOND = 10;

  private static final int DRAIN_SECONDS = Integer.getInteger("bench.drain", 5);

  /** The longest retry, and a little. */
  private static final Duration SETTLING = Duration.ofSeconds(7);

  private static final Map<String, String> SETTINGS =
      Map.of("TIDINGS_DELIVERY_DRAIN", DRAIN_SECONDS + "s");

  @TempDir Path folder;
  private final Ledger ledger = new Ledger();
  private final List<DeployReport.Phase> phases = new ArrayList<>();
  private volatile boolean posting = true;

  @Test
  void restartingEachServerInTurnMakesNoHerd() throws Exception {
    try (var cluster =
            new Cluster(folder, Cluster.TIDINGS, Collections.nCopies(SERVERS, SETTINGS));
        var balancer = new LoadBalancer(cluster.nodes());
        var meter = new LoadMeter(cluster)) {
      List<StreamClient> clients = open(balancer);
      Thread poster = Thread.ofVirtual().start(() -> post(balancer));
      pause(SETTLING);
      measure("before", null, () -> pause(Duration.ofSeconds(20)));
      for (Node node : cluster.nodes()) {
        measure(node.name() + " restarts", node, () -> restart(node));
      }
      measure("after", null, () -> pause(Duration.ofSeconds(10)));
      posting = false;
      poster.join();
      LogDump dump = cluster.dump();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> clients.stream().allMatch(client -> client.isAt(dump.head())));
      clients.parallelStream().forEach(StreamClient::close);

      Checker.Verdict verdict = new Checker(ledger, dump).verdict();
      var report = new DeployReport(phases, balancer.choices(), meter.readings(), ledger);
      System.out.printf(
          "%,d clients on %d servers, drained over %d s, %d posts a second: %,d events expected, %,d received over %,d"
              + " connections, %d violations%n%s%n",
          CLIENTS,
          SERVERS,
          DRAIN_SECONDS,
          POSTS_PER_SECOND,
          verdict.expected(),
          verdict.received(),
          verdict.connections(),
          verdict.violations().size(),
          report);
      assertThat(verdict.violations()).isEmpty();
      assertThat(verdict.received()).isEqualTo(verdict.expected());
      assertThat(report.pagesNotFromMemory()).isZero();
    }
  }

  /** A hundred at a time. */
  private List<StreamClient> open(LoadBalancer balancer) {
    var clients = new ArrayList<StreamClient>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          new StreamClient(
              "c" + i,
              List.of("g" + i % GROUPS),
              balancer::port,
              new Patience(1, Duration.ofSeconds(45)),
              ledger));
      if (i % 100 == 99) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> clients.stream().noneMatch(client -> client.position().isEmpty()));
      }
    }
    return clients;
  }

  /** One in ten to everybody, most to a group, some to one user. */
  private void post(LoadBalancer balancer) {
    var random = new Random(1);
    var poster =
        new Poster(
            () -> URI.create("http://127.0.0.1:" + balancer.postPort() + "/api/v1/notices"),
            ledger);
    long due = System.nanoTime();
    for (int i = 0; posting; i++) {
      String audience =
          switch (random.nextInt(10)) {
            case 0 -> "all";
            case 1, 2, 3 -> "user:c" + random.nextInt(CLIENTS);
            default -> "group:g" + random.nextInt(GROUPS);
          };
      poster.post("notice " + i, List.of(audience), Duration.ofSeconds(20));
      due += 1_000_000_000L / POSTS_PER_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private static void restart(Node node) {
    Duration left = node.restartInOrder();
    System.out.printf("%s left within %.1f s%n", node.name(), left.toMillis() / 1e3);
    pause(SETTLING);
  }

  private void measure(String name, Node restarted, Runnable work) {
    long from = System.nanoTime();
    work.run();
    phases.add(new DeployReport.Phase(name, restarted, from, System.nanoTime()));
  }

  private static void pause(Duration lasting) {
    long end = System.nanoTime() + lasting.toNanos();
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
