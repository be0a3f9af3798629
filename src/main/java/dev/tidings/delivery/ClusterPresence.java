package dev.tidings.delivery;

import dev.tidings.loop.Loop;
import dev.tidings.loop.Outage;
import dev.tidings.stream.NoticeFeed;
import dev.tidings.stream.ServerDirectory;
import dev.tidings.stream.Signals;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private static final Duration TICK = Duration.ofSeconds(2);
  private static final int TICKS_PER_SWEEP = 30;
  private static final Logger LOG = LoggerFactory.getLogger(ClusterPresence.class);

  private final ServerDirectory directory;
  private final Signals signals;
  private final Dispatcher dispatcher;
  private final ConnectionRegistry registry;
  private final NoticeFeed feed;
  private final List<Runnable> signalsLost = new CopyOnWriteArrayList<>();
  private final Loop loop;

  /** Owned by the loop. */
  private int tick;

  ClusterPresence(
      ServerDirectory directory,
      Signals signals,
      Dispatcher dispatcher,
      ConnectionRegistry registry,
      NoticeFeed feed,
      Clock clock) {
    this.directory = directory;
    this.signals = signals;
    this.dispatcher = dispatcher;
    this.registry = registry;
    this.feed = feed;
    var outage = new Outage(LOG, clock, "Telling the other servers", TICK);
    this.loop = new Loop("tidings-presence", this::tell, outage);
  }

  /**
   * Calls back when signals of other servers come again after some may have been lost, on {@code
   * tidings-presence}; must neither block nor throw.
   */
  public void onSignalsLost(Runnable listener) {
    signalsLost.add(listener);
  }

  private Duration tell() {
    boolean first = tick == 0;
    boolean sweeping = tick++ % TICKS_PER_SWEEP == 0;
    if (signals.reconnect() && !first) {
      signalsLost.forEach(Runnable::run);
    }
    directory.report(
        dispatcher.head(), feed.isViaRedis(), registry.all().size(), registry.users().size());
    if (sweeping) {
      directory.sweep();
    }
    return TICK;
  }

  @Override
  public void start() {
    loop.start(Duration.ZERO);
  }

  @Override
  public void stop() {
    loop.stop();
    directory.leave();
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  /** After the dispatcher, which has the position to tell. */
  @Override
  public int getPhase() {
    return Dispatcher.PHASE + 2;
  }
}
