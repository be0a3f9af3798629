package dev.tidings.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does the same again and again until it is stopped, whatever fails meanwhile. It is
 * a daemon, and what it is about when it is stopped it finishes.
 */
public final class Loop {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final Round round;
  private final Outage outage;
  private final Semaphore wakes = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  /** What is done again and again. */
  public interface Round {
    /**
     * Does it once, on the loop's thread.
     *
     * @return how long to pause before the next one. What it throws is told by the {@link Outage},
     *     which pauses instead
     * @throws InterruptedException when the thread was interrupted: the loop ends
     */
    Duration once() throws InterruptedException;
  }

  /**
   * @param name the thread's
   * @param outage this loop's own
   */
  public Loop(String name, Round round, Outage outage) {
    this.name = name;
    this.round = round;
    this.outage = outage;
  }

  /**
   * Starts the thread. To be called once.
   *
   * @param first how long it pauses before the first round
   */
  public void start(Duration first) {
    thread = Thread.ofPlatform().name(name).daemon().start(() -> run(first));
  }

  private void run(Duration first) {
    Duration pause = first;
    try {
      while (goesOnAfter(pause)) {
        pause = once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean goesOnAfter(Duration pause) throws InterruptedException {
    wakes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
    wakes.drainPermits();
    return !isStopping();
  }

  private Duration once() throws InterruptedException {
    try {
      Duration pause = round.once();
      outage.worked();
      return pause;
    } catch (RuntimeException e) {
      // The loop must live: the next round begins from what there is then.
      return outage.failed(e);
    }
  }

  /** Ends the pause. Never blocks; any thread. */
  public void wake() {
    if (wakes.availablePermits() == 0) {
      wakes.release();
    }
  }

  /** Whether it was told to stop: a long round should end then. Any thread. */
  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /**
   * Rests in the middle of a round.
   *
   * @return false, at once, when it was told to stop
   */
  public boolean rest(Duration rest) throws InterruptedException {
    return !stopping.await(rest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Stops, and waits at most 5 s for the round that is under way. */
  public void stop() {
    stopping.countDown();
    wake();
    Thread ending = thread;
    thread = null;
    try {
      if (ending != null) {
        ending.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it was started and not stopped. */
  public boolean isRunning() {
    return thread != null;
  }
}
