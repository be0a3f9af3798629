package dev.tidings.delivery;

import dev.tidings.stream.NoticeFeed;
import dev.tidings.stream.ServerDirectory;
import dev.tidings.stream.Signals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the other servers every 2 s how this one does, and clears up after those that are gone.
 * Owns the thread {@code tidings-presence}.
 */
@Component
public class ClusterPresence implements SmartLifecycle {
  private static final long TICK_SECONDS = 2;
  private static final int TICKS_PER_SWEEP = 30;
  private static final Logger LOG = LoggerFactory.getLogger(ClusterPresence.class);

  private final ServerDirectory directory;
  private final Signals signals;
  private final Dispatcher dispatcher;
  private final ConnectionRegistry registry;
  private final NoticeFeed feed;
  private final List<Runnable> signalsLost = new CopyOnWriteArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  ClusterPresence(
      ServerDirectory directory,
      Signals signals,
      Dispatcher dispatcher,
      ConnectionRegistry registry,
      NoticeFeed feed) {
    this.directory = directory;
    this.signals = signals;
    this.dispatcher = dispatcher;
    this.registry = registry;
    this.feed = feed;
  }

  /**
   * Calls back when signals of other servers come again after some may have been lost, on {@code
   * tidings-presence}; must neither block nor throw.
   */
  public void onSignalsLost(Runnable listener) {
    signalsLost.add(listener);
  }

  private void run() {
    int tick = 0;
    try {
      do {
        try {
          tell(tick++);
        } catch (RuntimeException e) {
          // The loop must live; what it does is done again at the next tick.
          LOG.warn("Telling the other servers failed: {}", e.toString());
        }
      } while (!stopping.await(TICK_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(int tick) {
    if (signals.reconnect() && tick > 0) {
      signalsLost.forEach(Runnable::run);
    }
    directory.report(
        dispatcher.head(), feed.isViaRedis(), registry.all().size(), registry.users().size());
    if (tick % TICKS_PER_SWEEP == 0) {
      directory.sweep();
    }
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("tidings-presence").daemon().start(this::run);
  }

  @Override
  public void stop() {
    stopping.countDown();
    directory.leave();
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** After the dispatcher, which has the position to tell. */
  @Override
  public int getPhase() {
    return Dispatcher.PHASE + 2;
  }
}
