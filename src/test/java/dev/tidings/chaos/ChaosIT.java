package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything breaks, and nobody loses a notice. The long form: {@code mvn verify -Dit.test=ChaosIT
 * -Dchaos.seconds=600 -Dchaos.clients=200 -Dchaos.seed=…}.
 */
class ChaosIT {
  @TempDir Path folder;

  @Test
  void whateverBreaksEveryClientHasAllItMaySeeOnceAndInOrder() {
    int seconds = Integer.getInteger("chaos.seconds", 55);
    var plan =
        new ChaosRun.Plan(
            Cluster.TIDINGS,
            3,
            Long.getLong("chaos.seed", 20261122),
            Duration.ofSeconds(seconds),
            Duration.ofMillis(Integer.getInteger("chaos.apart", 3_000)),
            Integer.getInteger("chaos.clients", 60),
            Integer.getInteger("chaos.rate", 30),
            List.of(Fault.values()),
            Map.of());

    ChaosRun.Result result = new ChaosRun(plan).run(folder);

    assertThat(result.findings()).isEmpty();
    assertThat(result.verdict().received())
        .isEqualTo(result.verdict().expected())
        .isGreaterThan(100L * seconds);
    assertThat(result.verdict().connections()).isGreaterThan(plan.clients());
  }
}
