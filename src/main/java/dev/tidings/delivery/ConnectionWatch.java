package dev.tidings.delivery;

import dev.tidings.stream.NoticeFeed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks after time, on its own thread {@code tidings-watch}: heartbeats, ends of tokens, rotation,
 * clients that take nothing, and the end of all streams when the server stops.
 */
@Component
class ConnectionWatch implements SmartLifecycle {
  private static final long TICK_MILLIS = 250;

  private final ConnectionRegistry registry;
  private final DeliveryProperties properties;
  private final Serving serving;
  private final NoticeFeed feed;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  ConnectionWatch(
      ConnectionRegistry registry,
      DeliveryProperties properties,
      Serving serving,
      NoticeFeed feed,
      Clock clock) {
    this.registry = registry;
    this.properties = properties;
    this.serving = serving;
    this.feed = feed;
    this.clock = clock;
  }

  private void watch() {
    try {
      while (!stopping.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        Instant time = clock.instant();
        if (serving.isNewlyCutOff(feed.unconfirmed().compareTo(properties.fence()) > 0)) {
          registry.all().forEach(connection -> connection.end(ByeReason.OVERLOAD));
        }
        registry.all().forEach(connection -> look(connection, now, time));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Connection connection, long now, Instant time) {
    if (now - connection.writingSince(now) > properties.stall().toNanos()) {
      connection.cutAsSlow();
    } else if (!time.isBefore(connection.info().expiresAt())) {
      connection.end(ByeReason.EXPIRED);
    } else if (now - connection.openedNanos() > lifetime(connection)) {
      connection.end(ByeReason.ROTATION);
    } else if (connection.isBeatDue(now, properties.heartbeat().toNanos())) {
      connection.beat();
    }
  }

  /** Up to a fifth shorter or longer, and always the same for one connection. */
  private long lifetime(Connection connection) {
    UUID id = connection.info().id();
    double spread = 0.8 + 0.4 * ((id.hashCode() & 0xffff) / 65_536.0);
    return (long) (properties.rotation().toNanos() * spread);
  }

  /** Ends the streams one by one, in random order, spread over the drain time. */
  private void drain() {
    var open = new ArrayList<>(registry.all());
    Collections.shuffle(open);
    long start = System.nanoTime();
    long step = open.isEmpty() ? 0 : properties.drain().toNanos() / open.size();
    try {
      for (int i = 0; i < open.size(); i++) {
        long ahead = start + i * step - System.nanoTime();
        if (ahead > TimeUnit.MILLISECONDS.toNanos(10)) {
          TimeUnit.NANOSECONDS.sleep(ahead);
        }
        open.get(i).end(ByeReason.SHUTDOWN);
      }
      awaitEnds();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A second for the last byes to be written; who has not taken them by then is cut. */
  private void awaitEnds() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (!registry.all().isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    registry.all().forEach(Connection::cut);
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("tidings-watch").daemon().start(this::watch);
  }

  @Override
  public void stop() {
    serving.drain();
    drain();
    stopping.countDown();
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Stopped first of all, while the web server still carries the last bytes. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
