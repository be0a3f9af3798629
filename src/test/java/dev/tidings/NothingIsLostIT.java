package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.ReplayRun;
import dev.tidings.harness.ReplayRun.Fault;
import dev.tidings.harness.ReplayRun.Plan;
import dev.tidings.harness.ReplayRun.Verdict;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise, tried: real processes, clients that are cut off, a Redis and a server that die. */
class NothingIsLostIT {
  private static final String TIDINGS = "dev.tidings.TidingsApplication";

  @TempDir Path folder;

  @Test
  void clientsThatAreCutOffGetWhatTheyMissedWhateverBreaks() {
    Verdict verdict = run(new Plan(TIDINGS, Map.of(), 7, 5_000, 30, 200, List.of(Fault.values())));

    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.received()).isEqualTo(verdict.expected()).isGreaterThan(50_000);
    assertThat(verdict.connections()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void theSameOnPostgres() throws IOException {
    try (var postgres = EmbeddedPostgres.start()) {
      Map<String, String> database =
          Map.of(
              "SPRING_DATASOURCE_URL",
              postgres.getJdbcUrl("postgres", "postgres"),
              "SPRING_DATASOURCE_USERNAME",
              "postgres");
      Verdict verdict = run(new Plan(TIDINGS, database, 8, 1_500, 20, 60, List.of(Fault.values())));

      assertThat(verdict.violations()).isEmpty();
      assertThat(verdict.received()).isEqualTo(verdict.expected()).isGreaterThan(10_000);
    }
  }

  @Test
  void anEventThatTheReaderDropsIsFound() {
    Verdict verdict =
        run(new Plan("dev.tidings.stream.DroppingServer", Map.of(), 7, 550, 10, 20, List.of()));

    assertThat(verdict.violations()).anyMatch(violation -> violation.contains("lost"));
  }

  @Test
  void aRelayThatLetsRedisNumberTheEntriesIsFound() {
    Verdict verdict =
        run(new Plan("dev.tidings.stream.AutoIdServer", Map.of(), 7, 550, 10, 20, List.of()));

    assertThat(verdict.violations()).anyMatch(violation -> violation.contains("not the log's"));
  }

  private Verdict run(Plan plan) {
    long start = System.nanoTime();
    Verdict verdict = new ReplayRun(plan).run(folder);
    System.out.printf(
        "%s: %d posted, %d deliveries expected, %d received (%d with doubles) over %d connections,"
            + " %d violations %s, %d s%n",
        plan.mainClass(),
        verdict.posted(),
        verdict.expected(),
        verdict.received(),
        verdict.deliveries(),
        verdict.connections(),
        verdict.violations().size(),
        verdict.violations().stream().limit(5).toList(),
        (System.nanoTime() - start) / 1_000_000_000);
    return verdict;
  }
}
