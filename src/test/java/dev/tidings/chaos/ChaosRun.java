package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Checker;
import dev.tidings.harness.Checker.Verdict;
import dev.tidings.harness.Ledger;
import dev.tidings.harness.LogDump;
import dev.tidings.harness.Patience;
import dev.tidings.harness.StreamCheck;
import dev.tidings.harness.StreamClient;
import dev.tidings.notice.EventId;
import io.lettuce.core.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A cluster with users who read and post while it is broken, and then the reckoning. */
final class ChaosRun {
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration WATCHDOG = HEARTBEAT.multipliedBy(3);

  private final Plan plan;
  private final Ledger ledger = new Ledger();
  private final List<String> findings = new ArrayList<>();

  /**
   * What to do.
   *
   * @param mainClass the server to run
   * @param seed of the schedule and of the audiences
   * @param lasting while things break
   * @param apart the mean time from one fault to the next
   * @param postsPerSecond while nothing delays them
   * @param faults to draw from
   * @param settings of the servers
   */
  record Plan(
      String mainClass,
      int servers,
      long seed,
      Duration lasting,
      Duration apart,
      int clients,
      int postsPerSecond,
      List<Fault> faults,
      Map<String, String> settings) {}

  /**
   * How it went.
   *
   * @param findings every broken promise; empty is good
   */
  record Result(Verdict verdict, Delays delays, List<String> findings) {}

  ChaosRun(Plan plan) {
    this.plan = plan;
  }

  Result run(Path folder) {
    Schedule schedule = Schedule.draw(plan.seed(), plan.lasting(), plan.apart(), plan.faults());
    System.out.println(plan.mainClass() + ", " + schedule);
    try (var cluster =
        new Cluster(folder, plan.mainClass(), Collections.nCopies(plan.servers(), settings()))) {
      List<StreamClient> clients =
          IntStream.range(0, plan.clients()).mapToObj(i -> client(i, cluster)).toList();
      try {
        Awaitility.await("all clients are served")
            .atMost(Duration.ofSeconds(30))
            .until(() -> clients.stream().noneMatch(client -> client.position().isEmpty()));
        breakThings(cluster, clients, schedule);
        return reckon(cluster, clients);
      } finally {
        clients.parallelStream().forEach(StreamClient::close);
      }
    }
  }

  private Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("TIDINGS_DELIVERY_HEARTBEAT", HEARTBEAT.toSeconds() + "s");
    settings.put("TIDINGS_DELIVERY_RING_EVENTS", "300");
    settings.put("TIDINGS_DELIVERY_HORIZON_EVENTS", "300");
    settings.put("TIDINGS_STREAM_MAX_LENGTH", "1000");
    settings.put("TIDINGS_STREAM_REBUILD_LENGTH", "400");
    settings.putAll(plan.settings());
    return settings;
  }

  /** Some users read on two devices, at different servers. */
  private StreamClient client(int i, Cluster cluster) {
    int user = i % users();
    return new StreamClient(
        "u" + user,
        Traffic.groupsOf(user),
        () -> cluster.any().streams().port(),
        new Patience(1, WATCHDOG),
        ledger);
  }

  private int users() {
    return Math.max(1, plan.clients() * 4 / 5);
  }

  private void breakThings(Cluster cluster, List<StreamClient> clients, Schedule schedule) {
    try (var traffic = new Traffic(cluster, ledger, plan.seed(), users(), plan.postsPerSecond());
        var sabotage = new Sabotage(cluster, clients, ledger, WATCHDOG)) {
      sabotage.carryOut(schedule);
    }
  }

  private Result reckon(Cluster cluster, List<StreamClient> clients) {
    long calm = System.nanoTime();
    LogDump dump = cluster.dump();
    awaitHead(dump.head(), clients);
    double settled = (System.nanoTime() - calm) / 1e9;
    awaitReloads(clients);
    checkStream(cluster, dump);
    clients.stream().limit(5).forEach(client -> checkInbox(client, dump));
    clients.forEach(client -> findings.addAll(client.breaches()));
    Verdict verdict = new Checker(ledger, dump).verdict();
    findings.addAll(verdict.violations());
    var delays = new Delays(ledger);
    System.out.printf(
        "%s, seed %d: %d posts (%d unknown), %d edits, %d rows, %d events expected, %d received, %d"
            + " deliveries over %d connections with %d resets; delay p50 %.0f ms, p99 %.0f ms,"
            + " longest %.0f ms; at the head %.1f s after the faults; %d violations %s%n%s%n",
        plan.mainClass(),
        plan.seed(),
        verdict.posted(),
        verdict.unknown(),
        verdict.edits(),
        dump.rows().size(),
        verdict.expected(),
        verdict.received(),
        verdict.deliveries(),
        verdict.connections(),
        verdict.resets(),
        delays.millis(0.5),
        delays.millis(0.99),
        delays.millis(1),
        settled,
        findings.size(),
        findings.stream().limit(8).toList(),
        delays);
    return new Result(verdict, delays, List.copyOf(findings));
  }

  private void awaitHead(EventId head, List<StreamClient> clients) {
    try {
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> behind(head, clients) == 0);
    } catch (ConditionTimeoutException e) {
      findings.add(behind(head, clients) + " clients not at the head " + head + " after 10 s");
    }
  }

  private static long behind(EventId head, List<StreamClient> clients) {
    return clients.stream().filter(client -> !client.isAt(head)).count();
  }

  private void awaitReloads(List<StreamClient> clients) {
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> clients.stream().allMatch(StreamClient::hasReloaded));
    } catch (ConditionTimeoutException e) {
      findings.add("an inbox can't be read");
    }
  }

  private void checkStream(Cluster cluster, LogDump dump) {
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(streamFaults(cluster, dump)).isEmpty());
    } catch (ConditionTimeoutException e) {
      findings.addAll(streamFaults(cluster, dump));
    }
  }

  private List<String> streamFaults(Cluster cluster, LogDump dump) {
    return StreamCheck.violations(
        ledger,
        dump,
        cluster.redis().master().ask(redis -> redis.xrange(Cluster.STREAM, Range.unbounded())));
  }

  /** The inbox is complete, whatever the stream did. */
  private void checkInbox(StreamClient client, LogDump dump) {
    Set<String> wanted =
        dump.rows().stream()
            .filter(row -> row.kind().equals("notice") && client.sees(row.audience()))
            .map(LogDump.Row::noticeId)
            .collect(Collectors.toSet());
    try {
      if (!client.readInbox().equals(wanted)) {
        findings.add("the inbox of " + client.user() + " is not what the log says");
      }
    } catch (IOException e) {
      findings.add("the inbox of " + client.user() + " can't be read: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
