package dev.tidings.retention;

import java.time.Instant;

/** Rows of one kind that are removed when they are too old. */
interface OldRows {
  /** What they are, for logs and metrics. */
  String name();

  /**
   * Removes some as part of the caller's transaction.
   *
   * @param now the database's clock
   * @param limit how many at most
   * @return how many were removed; 0 when there are no more
   */
  int remove(Instant now, int limit);
}
