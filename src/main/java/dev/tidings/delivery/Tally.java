package dev.tidings.delivery;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts by kind, from zero. Any thread. */
final class Tally<E extends Enum<E>> {
  private final LongAdder[] counts;

  Tally(Class<E> kinds) {
    this.counts =
        Stream.of(kinds.getEnumConstants()).map(kind -> new LongAdder()).toArray(LongAdder[]::new);
  }

  void add(E kind, long count) {
    counts[kind.ordinal()].add(count);
  }

  long of(E kind) {
    return counts[kind.ordinal()].sum();
  }
}
