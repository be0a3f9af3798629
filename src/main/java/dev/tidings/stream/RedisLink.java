package dev.tidings.stream;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis, opened when needed and thrown away after a failure.
 *
 * <p>Lettuce's own reconnecting is off: it sends commands again that may have been executed, and
 * queues new ones meanwhile. A new connection per failure keeps "sent once or failed" true. To be
 * used by one thread at a time unless its owner says otherwise.
 */
final class RedisLink implements AutoCloseable {
  /** So long nobody waits again for a Redis that has just failed to answer. */
  private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

  private final RedisMaster redis;
  private final String name;
  private @Nullable StatefulRedisConnection<String, String> connection;
  private boolean failed;
  private long failedAt;

  RedisLink(RedisMaster redis, String name) {
    this.redis = redis;
    this.name = name;
  }

  /**
   * The commands of an open connection.
   *
   * @throws RedisException when Redis can't be reached
   */
  synchronized RedisCommands<String, String> commands() {
    if (connection != null && !connection.isOpen()) {
      close();
    }
    if (connection == null) {
      connection = redis.connect(name);
    }
    return connection.sync();
  }

  /**
   * Asks something that can do without an answer. Empty when Redis can't be reached; then, for a
   * second, without trying: many may ask at once, and each would wait in turn.
   */
  <T> Optional<T> ask(Function<RedisCommands<String, String>, @Nullable T> question) {
    try {
      RedisCommands<String, String> commands = commandsUnlessResting();
      return commands == null ? Optional.empty() : Optional.ofNullable(question.apply(commands));
    } catch (RedisException e) {
      LOG.debug("{} got no answer from Redis: {}", name, e.getMessage());
      rest();
      return Optional.empty();
    }
  }

  private synchronized @Nullable RedisCommands<String, String> commandsUnlessResting() {
    if (failed && System.nanoTime() - failedAt < REST_NANOS) {
      return null;
    }
    try {
      var commands = commands();
      failed = false;
      return commands;
    } catch (RedisException e) {
      rest(); // before those who wait for this lock get it
      throw e;
    }
  }

  private synchronized void rest() {
    failed = true;
    failedAt = System.nanoTime();
    close();
  }

  /** Whether the next use needs no new connection. */
  synchronized boolean isOpen() {
    return connection != null && connection.isOpen();
  }

  /** Ends the connection; the next use opens a new one. */
  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.closeAsync();
      connection = null;
    }
  }
}
