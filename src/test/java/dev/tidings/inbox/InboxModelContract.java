package dev.tidings.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testing.Database;
import dev.tidings.testing.RunningTidings;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random sequences against a model. {@code -Dinbox.sequences=10000} for a long run; {@code
 * -Dinbox.seed=…} to run a sequence again that failed.
 */
abstract class InboxModelContract {
  /** On each database; the two together are 300. */
  private static final int SEQUENCES = 150;

  private static final int STEPS = 20;

  private final Database database;
  private final RunningTidings tidings;

  InboxModelContract(Database database) {
    this.database = database;
    tidings = RunningTidings.on(database);
  }

  @Test
  void inboxesCountsAndEventsAgreeWithAModelAtEveryStep() {
    Long seed = Long.getLong("inbox.seed");
    long first = seed == null ? System.nanoTime() : seed;
    int sequences = Integer.getInteger("inbox.sequences", seed == null ? SEQUENCES : 1);
    System.out.printf("%s: %,d sequences from seed %d on%n", database, sequences, first);
    long start = System.nanoTime();
    var delays = LongStream.builder();
    for (int i = 0; i < sequences; i++) {
      try {
        new InboxModelRun(tidings, first + i, delays).run(STEPS);
      } catch (AssertionError e) {
        throw new AssertionError("again with -Dinbox.seed=" + (first + i), e);
      }
    }
    long[] heard = delays.build().sorted().toArray();
    System.out.printf(
        "%s: took %d s; %,d changes were heard of, p50 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
        database,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        heard.length,
        at(heard, 0.5),
        at(heard, 0.99),
        at(heard, 1));
    assertThat(at(heard, 0.99)).as("ms until a change is heard of").isLessThan(1_000);
  }

  private static double at(long[] sorted, double quantile) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e6;
  }
}
