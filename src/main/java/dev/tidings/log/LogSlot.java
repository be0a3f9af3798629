package dev.tidings.log;

import dev.tidings.notice.EventId;
import java.time.Instant;

/**
 * A place in the log that is being filled: what a payload may say about itself.
 *
 * @param id the id the event gets when its transaction commits
 * @param time the database's clock
 */
public record LogSlot(EventId id, Instant time) {}
