package dev.tidings.inbox;

import dev.tidings.testing.Database;
import dev.tidings.testing.RunningTidings;
import org.junit.jupiter.api.Test;

/**
 * Random sequences against a model. {@code -Dinbox.sequences=10000} for a long run; {@code
 * -Dinbox.seed=…} to run a sequence again that failed.
 */
abstract class InboxModelContract {
  /** On each database; the two together are 300. */
  private static final int SEQUENCES = 150;

  private static final int STEPS = 20;

  private final RunningTidings tidings;

  InboxModelContract(Database database) {
    tidings = RunningTidings.on(database);
  }

  @Test
  void inboxesCountsAndEventsAgreeWithAModelAtEveryStep() {
    Long seed = Long.getLong("inbox.seed");
    long first = seed == null ? System.nanoTime() : seed;
    int sequences = Integer.getInteger("inbox.sequences", seed == null ? SEQUENCES : 1);
    System.out.printf("%d sequences from seed %d on%n", sequences, first);
    long start = System.nanoTime();
    for (int i = 0; i < sequences; i++) {
      try {
        new InboxModelRun(tidings, first + i).run(STEPS);
      } catch (AssertionError e) {
        throw new AssertionError("again with -Dinbox.seed=" + (first + i), e);
      }
    }
    System.out.printf("took %d ms%n", (System.nanoTime() - start) / 1_000_000);
  }
}
