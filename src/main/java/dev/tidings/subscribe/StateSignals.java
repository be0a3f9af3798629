package dev.tidings.subscribe;

import dev.tidings.inbox.InboxChange;
import dev.tidings.notice.EventId;
import dev.tidings.stream.Server;
import dev.tidings.stream.Signals;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the other servers of changes in inboxes, best effort. Owns the thread {@code
 * tidings-signals}, so that no request waits for a Redis that does not answer.
 */
@Component
class StateSignals implements AutoCloseable {
  private static final String PREFIX = "state ";

  /** What is not sent by then is not news any more. */
  private static final int MOST_WAITING = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(StateSignals.class);

  private final Signals signals;
  private final Server server;
  private final JsonMapper json;
  private final ThreadPoolExecutor sender =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().name("tidings-signals").daemon().factory(),
          new ThreadPoolExecutor.DiscardOldestPolicy());

  StateSignals(Signals signals, Server server, JsonMapper json) {
    this.signals = signals;
    this.server = server;
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    sender.allowCoreThreadTimeOut(true);
  }

  /**
   * As it is sent, after {@link #PREFIX}.
   *
   * @param boot the start of the server that sends it
   */
  record Signal(
      String boot,
      String user,
      Set<UUID> notices,
      @Nullable String readUpTo,
      boolean preferences,
      boolean refresh) {
    static Signal of(String boot, InboxChange change) {
      EventId readUpTo = change.readUpTo();
      return new Signal(
          boot,
          change.user(),
          change.notices(),
          readUpTo == null ? null : readUpTo.toString(),
          change.preferences(),
          change.refresh());
    }

    InboxChange change() {
      EventId position = readUpTo == null ? null : EventId.parse(readUpTo);
      return new InboxChange(user, notices, position, preferences, refresh);
    }
  }

  /** Sends it soon. Never blocks. */
  void send(InboxChange change) {
    sender.execute(
        () -> signals.send(PREFIX + json.writeValueAsString(Signal.of(server.boot(), change))));
  }

  /** Calls back for changes on other servers, on Lettuce's thread; must neither block nor throw. */
  void onSignal(Consumer<InboxChange> listener) {
    signals.onSignal(
        text -> {
          Signal signal = read(text);
          if (signal != null && !signal.boot().equals(server.boot())) {
            listener.accept(signal.change());
          }
        });
  }

  private @Nullable Signal read(String text) {
    if (!text.startsWith(PREFIX)) {
      return null;
    }
    try {
      return json.readValue(text.substring(PREFIX.length()), Signal.class);
    } catch (JacksonException e) {
      LOG.debug("A signal can't be read: {}", e.getMessage());
      return null;
    }
  }

  @Override
  public void close() {
    sender.shutdown();
  }
}
