package dev.tidings.retention;

import dev.tidings.delivery.DeliveryProperties;
import dev.tidings.delivery.Dispatcher;
import dev.tidings.log.LogTrim;
import dev.tidings.stream.NoticeFeed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final List<OldRows> all;
  private final RetentionLock lock;
  private final RetentionProperties properties;
  private final LogTrim log;
  private final NoticeFeed feed;
  private final MeterRegistry metrics;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

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
      MeterRegistry metrics) {
    properties.requireNotBelow(delivery.horizonAge());
    this.all = all;
    this.lock = lock;
    this.properties = properties;
    this.log = log;
    this.feed = feed;
    this.metrics = metrics;
  }

  private void run() {
    long every = properties.every().toMillis();
    try {
      // Servers that were started together need not look together.
      long pause = ThreadLocalRandom.current().nextLong(Math.min(every, 60_000) + 1);
      while (!stopping.await(pause, TimeUnit.MILLISECONDS)) {
        try {
          round();
        } catch (RuntimeException e) {
          // The loop must live: what was not removed now is removed in the next round.
          LOG.warn("Removing what is too old failed: {}", e.toString());
        }
        pause = every;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    long rest;
    do {
      long start = System.nanoTime();
      batch = lock.alone(now -> rows.remove(now, properties.batch()));
      removed += batch.orElse(0);
      rest = Math.min(System.nanoTime() - start, LONGEST_REST.toNanos());
    } while (batch.orElse(0) > 0 && !stopping.await(rest, TimeUnit.NANOSECONDS));
    return removed;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("tidings-retention").daemon().start(this::run);
  }

  /** Waits for the batch that is under way. */
  @Override
  public void stop() {
    stopping.countDown();
    Thread running = thread;
    thread = null;
    try {
      if (running != null) {
        running.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** After the dispatcher, whose feed it uses; stopped before it. */
  @Override
  public int getPhase() {
    return Dispatcher.PHASE + 3;
  }
}
