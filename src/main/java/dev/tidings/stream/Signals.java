package dev.tidings.stream;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * What servers tell each other at once by Redis Pub/Sub, and nobody keeps: a signal that is sent
 * while a server's connection is broken is lost for it. Nothing that must not be lost goes this
 * way.
 */
@Component
public class Signals implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private final StreamProperties properties;
  private final RedisMaster redis;
  private final RedisLink sender;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private @Nullable StatefulRedisPubSubConnection<String, String> receiver;

  Signals(StreamProperties properties, RedisMaster redis) {
    this.properties = properties;
    this.redis = redis;
    this.sender = new RedisLink(redis, "tidings-signals");
  }

  /** Calls back for every signal, also this server's own, on Lettuce's thread; must not block. */
  public void onSignal(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Tells all servers, if Redis can be reached. */
  public void send(String signal) {
    sender.ask(commands -> commands.publish(properties.signalChannel(), signal));
  }

  /**
   * Sees to it that signals are received. To be called every few seconds.
   *
   * @return true once after each time in which signals may have been lost: now they are received
   *     again. Also after the first call
   */
  public synchronized boolean reconnect() {
    try {
      if (receiver != null && isAnswered(receiver)) {
        return false;
      }
      close();
      StatefulRedisPubSubConnection<String, String> opened =
          redis.connectPubSub("tidings-receiver");
      receiver = opened;
      opened.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              listeners.forEach(listener -> listener.accept(message));
            }
          });
      opened.sync().subscribe(properties.signalChannel());
      return true;
    } catch (RedisException e) {
      LOG.debug("No signals: {}", e.getMessage());
      close();
      return false;
    }
  }

  /** A connection to a machine that is gone looks open for hours, and is only silent. */
  private static boolean isAnswered(StatefulRedisPubSubConnection<String, String> connection) {
    try {
      connection.sync().ping();
      return true;
    } catch (RedisException e) {
      LOG.debug("Signals may have been lost: {}", e.getMessage());
      return false;
    }
  }

  private void close() {
    if (receiver != null) {
      receiver.closeAsync();
      receiver = null;
    }
  }

  @Override
  public synchronized void destroy() {
    close();
    sender.close();
  }
}
