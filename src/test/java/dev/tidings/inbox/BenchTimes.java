package dev.tidings.inbox;

import java.util.Arrays;
import java.util.function.Supplier;

/** Measures calls, and prints rows of a table. */
final class BenchTimes {
  private BenchTimes() {}

  /** Nanoseconds of each call, sorted. */
  static long[] timed(int calls, Supplier<?> call) {
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      call.get();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos;
  }

  static void report(String what, long[] nanos) {
    System.out.printf(
        "| %s | %.2f ms | %.2f ms | %.2f ms |%n",
        what, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1));
  }

  private static double at(long[] nanos, double quantile) {
    int index = (int) Math.ceil(quantile * nanos.length) - 1;
    return nanos[index] / 1e6;
  }
}
