package dev.tidings.publish;

import dev.tidings.loop.Outage;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Publishes scheduled notices when their time has come, also when that was while no server was up.
 * Every server does; there is no leader. Owns the thread {@code tidings-scheduler}.
 */
@Component
class Schedule implements SmartLifecycle {
  /** Somebody else is publishing what is due: no reason to ask the database without a break. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  private final DueNotices due;
  private final Duration poll;
  private final Outage outage;
  private final Semaphore looks = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  Schedule(DueNotices due, ScheduleProperties properties, Clock clock) {
    this.due = due;
    this.poll = properties.poll();
    this.outage = new Outage(LOG, clock, "Publishing scheduled notices", properties.maxBackoff());
  }

  /** Something was scheduled: look when its time comes instead of at the next poll. */
  void look() {
    if (looks.availablePermits() == 0) {
      looks.release();
    }
  }

  private void run() {
    try {
      while (running) {
        long pause = publishAllThatIsDue().toMillis();
        looks.tryAcquire(pause, TimeUnit.MILLISECONDS);
        looks.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration publishAllThatIsDue() {
    try {
      while (running && due.publishOne()) {
        outage.worked();
      }
      Duration pause = due.untilNext(poll);
      outage.worked();
      return pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE;
    } catch (RuntimeException e) {
      // The loop must live: what is due stays due, and is published at the next look.
      return outage.failed(e);
    }
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("tidings-scheduler").start(this::run);
  }

  /** Ends the thread after the notice that it is about. */
  @Override
  public void stop() {
    running = false;
    looks.release();
    Thread ending = thread;
    thread = null;
    if (ending != null) {
      try {
        ending.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
