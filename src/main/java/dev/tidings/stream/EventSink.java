package dev.tidings.stream;

import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;

/** Takes every event of the log, once and in order. Called on {@code tidings-reader}. */
public interface EventSink {
  /** The next event. Must neither block nor throw. */
  void accept(Event event);

  /**
   * The log was replaced by an older copy of itself: what was handed on above some number is not in
   * it any more. Or what comes next was removed from it as too old. Reads the log anew.
   *
   * @param lost the newest event that was handed on
   * @param lastCommon what was handed on up to this number is still in the log
   * @return the newest event that the sink knows now
   * @throws org.springframework.dao.DataAccessException when the database can't be reached; then
   *     nothing has changed
   */
  EventId restart(EventId lost, long lastCommon);
}
