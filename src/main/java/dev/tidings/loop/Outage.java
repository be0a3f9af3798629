package dev.tidings.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A loop's bad times: how long to pause, and when to say something. A Redis or a database that is
 * down for an hour makes a line at its start, one a minute, and one at its end. Used by the loop's
 * own thread only.
 */
public final class Outage {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final Logger log;
  private final Clock clock;
  private final String what;
  private final Duration maxPause;
  private @Nullable Instant since;
  private Instant lastLine = Instant.MIN;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  /**
   * @param log where the lines go
   * @param what names the loop's work, as the subject of a sentence
   * @param maxPause the longest pause between two tries
   */
  public Outage(Logger log, Clock clock, String what, Duration maxPause) {
    this.log = log;
    this.clock = clock;
    this.what = what;
    this.maxPause = maxPause;
  }

  /**
   * Something failed.
   *
   * @return how long to pause before the next try: doubles up to the limit, half of it random
   */
  public Duration failed(RuntimeException cause) {
    Instant now = clock.instant();
    if (since == null) {
      since = now;
      lastLine = now;
      log.warn("{} failed: {}", what, reason(cause));
      log.debug("{} failed", what, cause);
    } else if (Duration.between(lastLine, now).compareTo(REMINDER) >= 0) {
      lastLine = now;
      log.warn("{} has been failing for {}: {}", what, lasted(now), reason(cause));
    }
    long pause = pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1);
    pauseMillis = Math.min(pauseMillis * 2, maxPause.toMillis());
    return Duration.ofMillis(pause);
  }

  /** It works, again or still. */
  public void worked() {
    if (since != null) {
      log.info("{} works again after {}", what, lasted(clock.instant()));
      since = null;
      pauseMillis = FIRST_PAUSE_MILLIS;
    }
  }

  private Duration lasted(Instant now) {
    return since == null
        ? Duration.ZERO
        : Duration.ofMillis(Duration.between(since, now).toMillis());
  }

  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
