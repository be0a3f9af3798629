package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker that was never red is no evidence: each of these servers breaks the promise. */
class PlantedFaultsIT {
  private static final String STREAM = "dev.tidings.stream.";
  private static final String DELIVERY = "dev.tidings.delivery.";

  @TempDir Path folder;

  @Test
  void aRelayThatKeepsAMarkInsteadOfComparingIsFound() {
    assertFound(STREAM + "MarkServer", Fault.FAILOVER_THAT_LOSES_600_MS, "the stream has a hole");
  }

  @Test
  void aReaderThatRepairsNoGapIsFound() {
    var plan =
        plan(STREAM + "GapBlindServer", 2, Fault.SERVER_CUT_FROM_REDIS, Fault.STREAM_TRIMMED);

    assertThat(findings(plan))
        .as("what is missing in between, or what it never gets beyond")
        .anyMatch(finding -> finding.contains(" lost ") || finding.contains(" not at the head "));
  }

  @Test
  void aReaderThatDropsEventsIsFound() {
    assertFound(STREAM + "DroppingServer", Fault.CLIENTS_CUT, " lost ");
  }

  @Test
  void aRelayThatLetsRedisNumberTheEntriesIsFound() {
    assertFound(STREAM + "AutoIdServer", Fault.CLIENTS_CUT, "is not the log's");
  }

  @Test
  void aServerThatFiltersNoAudienceIsFound() {
    assertFound(DELIVERY + "OpenServer", Fault.CLIENTS_CUT, " of others");
  }

  @Test
  void aSeamThatRepeatsAnEventIsFound() {
    assertFound(DELIVERY + "RepeatingServer", Fault.CLIENTS_CUT, " after ");
  }

  private void assertFound(String mainClass, Fault provocation, String violation) {
    assertThat(findings(plan(mainClass, 1, provocation)))
        .anyMatch(finding -> finding.contains(violation));
  }

  private static ChaosRun.Plan plan(String mainClass, int servers, Fault... provocations) {
    return new ChaosRun.Plan(
        mainClass,
        servers,
        5,
        Duration.ofSeconds(3L + 3L * provocations.length),
        Duration.ofMillis(1_500),
        10,
        60,
        List.of(provocations),
        Map.of());
  }

  private List<String> findings(ChaosRun.Plan plan) {
    return new ChaosRun(plan).run(folder).findings();
  }
}
