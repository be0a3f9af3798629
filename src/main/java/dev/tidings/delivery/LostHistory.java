package dev.tidings.delivery;

import dev.tidings.notice.EventId;

/**
 * A part of the log that is gone, because the database was replaced by an older copy of itself.
 *
 * @param newest the newest event that was lost
 * @param lastCommon events up to this number were kept
 */
record LostHistory(EventId newest, long lastCommon) {
  /** Whether a position lies in the part that is gone. */
  boolean covers(EventId position) {
    return position.seq() > lastCommon && position.epoch() <= newest.epoch();
  }
}
