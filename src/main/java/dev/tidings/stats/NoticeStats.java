package dev.tidings.stats;

import java.time.Instant;
import java.util.List;

/**
 * What became of a notice.
 *
 * @param onlineReached users to whose open streams or polls it was written
 * @param read users who have read its newest news
 * @param archived users who have it in their archive
 * @param series how the three grew, oldest first
 */
record NoticeStats(Count onlineReached, Count read, Count archived, List<Sample> series) {
  /**
   * A number of users.
   *
   * @param exact false when it may be some percent off, or too low
   */
  record Count(long count, boolean exact) {}

  /**
   * The three numbers as they were at the end of a stretch of time.
   *
   * @param at when that began
   */
  record Sample(Instant at, long onlineReached, long read, long archived) {}
}
