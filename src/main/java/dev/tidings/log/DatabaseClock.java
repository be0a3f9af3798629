package dev.tidings.log;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The database's clock for those who can't ask it each time: what it said at most a minute ago, and
 * the time that has passed since. It does not matter what time this server believes it is. Any
 * thread.
 */
@Component
public class DatabaseClock {
  private static final long GOOD_FOR_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

  private final LogReader log;
  private final AtomicReference<Reading> last;

  DatabaseClock(LogReader log) {
    this.log = log;
    this.last = new AtomicReference<>(read());
  }

  /** What the database said, and when that was in {@link System#nanoTime}. */
  private record Reading(Instant time, long nanos) {
    Instant at(long now) {
      return time.plusNanos(now - nanos);
    }
  }

  /**
   * The time, to within what an answer of the database takes. Once a minute one caller waits for
   * it; while the database is away, the last answer stands.
   */
  public Instant instant() {
    long now = System.nanoTime();
    Reading reading = last.get();
    var carriedOn = new Reading(reading.at(now), now);
    if (now - reading.nanos() > GOOD_FOR_NANOS && last.compareAndSet(reading, carriedOn)) {
      try {
        last.set(read());
      } catch (DataAccessException e) {
        LOG.debug("The database's clock can't be read: {}", e.getMessage());
      }
    }
    return last.get().at(System.nanoTime());
  }

  private Reading read() {
    return new Reading(log.time(), System.nanoTime());
  }
}
