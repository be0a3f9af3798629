package dev.tidings.retention;

import dev.tidings.delivery.DeliveryProperties;
import dev.tidings.delivery.Dispatcher;
import dev.tidings.log.LogTrim;
import dev.tidings.loop.Loop;
import dev.tidings.loop.Outage;
import dev.tidings.stream.NoticeFeed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Removes what is too old, batch by batch. Owns the thread {@code tidings-retention}. It rests as
 * long as it has worked, so that it never takes more than half of what one thread can do to the
 * database.
 */
@Component
class Retention implements SmartLifecycle {
  private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final List<OldRows> all;
  private final RetentionLock lock;
  private final RetentionProperties properties;
  private final LogTrim log;
  private final NoticeFeed feed;
  private final MeterRegistry metrics;
  private final Loop loop;

  /**
   * @throws dev.tidings.problem.SettingRefused when something would be removed that clients are
   *     promised
   */
  Retention(
      List<OldRows> all,
      RetentionLock lock,
      RetentionProperties properties,
      DeliveryProperties delivery,
      LogTrim log,
      NoticeFeed feed,
      MeterRegistry metrics,
      Clock clock) {
    properties.requireNotBelow(delivery.horizonAge());
    this.all = all;
    this.lock = lock;
    this.properties = properties;
    this.log = log;
    this.feed = feed;
    this.metrics = metrics;
    var outage = new Outage(LOG, clock, "Removing what is too old", properties.every());
    this.loop = new Loop("tidings-retention", this::look, outage);
  }

  private Duration look() throws InterruptedException {
    round();
    return properties.every();
  }

  /** Removes all that is too old, unless another server is at it. */
  void round() throws InterruptedException {
    for (OldRows rows : all) {
      int removed = removeAll(rows);
      if (removed > 0) {
        LOG.debug("Removed {} {} that were too old", removed, rows.name());
        metrics.counter("tidings.retention.removed", "what", rows.name()).increment(removed);
      }
    }
    log.first().ifPresent(feed::trimBefore);
  }

  private int removeAll(OldRows rows) throws InterruptedException {
    int removed = 0;
    OptionalInt batch;
    Duration rest;
    do {
      long start = System.nanoTime();
      batch = lock.alone(now -> rows.remove(now, properties.batch()));
      removed += batch.orElse(0);
      rest = Duration.ofNanos(Math.min(System.nanoTime() - start, LONGEST_REST.toNanos()));
    } while (batch.orElse(0) > 0 && loop.rest(rest));
    return removed;
  }

  /** Servers that were started together need not look together. */
  @Override
  public void start() {
    long most = Math.min(properties.every().toMillis(), FIRST_LOOK.toMillis());
    loop.start(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1)));
  }

  /** Waits for the batch that is under way. */
  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  /** After the dispatcher, whose feed it uses; stopped before it. */
  @Override
  public int getPhase() {
    return Dispatcher.PHASE + 3;
  }
}
