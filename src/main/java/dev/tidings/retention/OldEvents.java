package dev.tidings.retention;

import dev.tidings.log.LogTrim;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Events of the log that are too old for any replay. */
@Component
final class OldEvents implements OldRows {
  private final LogTrim log;
  private final RetentionProperties properties;

  OldEvents(LogTrim log, RetentionProperties properties) {
    this.log = log;
    this.properties = properties;
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public int remove(Instant now, int limit) {
    return log.removeOldest(now.minus(properties.events()), limit);
  }
}
