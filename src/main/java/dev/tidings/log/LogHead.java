package dev.tidings.log;

import dev.tidings.notice.EventId;
import java.time.Instant;
import java.util.UUID;

/**
 * Where the log stands.
 *
 * @param logId the log's own id; two logs never share it
 * @param createdEpoch the epoch the log was made with
 * @param epoch the epoch that the next event gets; higher than the head's after history diverged
 * @param newest the newest event's id, or {@code <epoch>-0} while the log is empty
 * @param time the database's clock when this was read
 */
public record LogHead(UUID logId, long createdEpoch, long epoch, EventId newest, Instant time) {
  public long seq() {
    return newest.seq();
  }

  /** The id that the next event gets. */
  EventId next() {
    return new EventId(epoch, newest.seq() + 1);
  }
}
