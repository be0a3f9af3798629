package dev.tidings.publish;

import dev.tidings.loop.Loop;
import dev.tidings.loop.Outage;
import java.time.Clock;
import java.time.Duration;
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
  private final Loop loop;

  Schedule(DueNotices due, ScheduleProperties properties, Clock clock) {
    this.due = due;
    this.poll = properties.poll();
    var outage = new Outage(LOG, clock, "Publishing scheduled notices", properties.maxBackoff());
    this.loop = new Loop("tidings-scheduler", this::publishAllThatIsDue, outage);
  }

  /** Something was scheduled: look when its time comes instead of at the next poll. */
  void look() {
    loop.wake();
  }

  private Duration publishAllThatIsDue() {
    boolean more = true;
    while (more && !loop.isStopping()) {
      more = due.publishOne();
    }
    Duration pause = due.untilNext(poll);
    return pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE;
  }

  @Override
  public void start() {
    loop.start(Duration.ZERO);
  }

  /** Ends the thread after the notice that it is about. */
  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }
}
