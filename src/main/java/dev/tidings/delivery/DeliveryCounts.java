package dev.tidings.delivery;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** How many pages of events were taken, by where they came from. Any thread. */
final class PageCounts {
  /** In the order in which they are asked. */
  enum Source {
    MEMORY,
    REDIS,
    DATABASE
  }

  private final LongAdder[] counts =
      Arrays.stream(Source.values()).map(source -> new LongAdder()).toArray(LongAdder[]::new);

  void count(Source source) {
    counts[source.ordinal()].increment();
  }

  long of(Source source) {
    return counts[source.ordinal()].sum();
  }
}
