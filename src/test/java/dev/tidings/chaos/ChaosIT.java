package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything breaks, and nobody loses a notice. Without a setting it takes about a minute. The long
 * form restarts servers in order, too: {@code mvn verify -Dit.test=ChaosIT -Dchaos.seconds=600
 * -Dchaos.clients=200 -Dchaos.seed=…}.
 */
class ChaosIT {
  private static final int SHORT_SECONDS = 31;

  /**
   * Each fault comes once, those that take longest come early, and no server is started while its
   * database is away, which it would give up and try again.
   */
  private static final long SHORT_SEED = 4935;

  @TempDir Path folder;

  @Test
  void whateverBreaksEveryClientHasAllItMaySeeOnceAndInOrder() {
    int seconds = Integer.getInteger("chaos.seconds", SHORT_SECONDS);
    boolean brief = seconds == SHORT_SECONDS;
    var plan =
        new ChaosRun.Plan(
            Cluster.TIDINGS,
            3,
            Long.getLong("chaos.seed", SHORT_SEED),
            Duration.ofSeconds(seconds),
            Duration.ofMillis(Integer.getInteger("chaos.apart", brief ? 1_700 : 3_000)),
            Integer.getInteger("chaos.clients", 60),
            Integer.getInteger("chaos.rate", 30),
            List.copyOf(brief ? Fault.QUICK : EnumSet.allOf(Fault.class)),
            Map.of());

    ChaosRun.Result result = new ChaosRun(plan).run(folder);

    assertThat(result.findings()).isEmpty();
    assertThat(result.verdict().received())
        .isEqualTo(result.verdict().expected())
        .isGreaterThan(100L * seconds);
    assertThat(result.verdict().connections()).isGreaterThan(plan.clients());
  }
}
