package dev.tidings.inbox;

/**
 * How many notices are unread.
 *
 * @param unread never above {@link #CAP}
 * @param capped whether there are more than that
 */
record Counts(int unread, boolean capped) {
  /** Counting stops here: nobody reads the difference between 100 and 1,000. */
  static final int CAP = 100;
}
