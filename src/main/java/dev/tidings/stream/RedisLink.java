package dev.tidings.stream;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * One connection to Redis, opened when needed and thrown away after a failure.
 *
 * <p>Lettuce's own reconnecting is off: it sends commands again that may have been executed, and
 * queues new ones meanwhile. A new connection per failure keeps "sent once or failed" true. To be
 * used by one thread at a time unless its owner says otherwise.
 */
final class RedisLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

  private final LettuceConnectionFactory factory;
  private final String name;
  private @Nullable StatefulConnection<String, String> connection;

  RedisLink(LettuceConnectionFactory factory, String name) {
    this.factory = factory;
    this.name = name;
  }

  /**
   * The commands of an open connection.
   *
   * @throws RedisException when Redis can't be reached
   */
  synchronized RedisClusterCommands<String, String> commands() {
    if (connection != null && !connection.isOpen()) {
      close();
    }
    if (connection == null) {
      connection = open();
      commandsOf(connection).clientSetname(name);
    }
    return commandsOf(connection);
  }

  /** Asks something; empty, and a new connection the next time, when Redis can't be reached. */
  <T> Optional<T> ask(Function<RedisClusterCommands<String, String>, @Nullable T> question) {
    try {
      return Optional.ofNullable(question.apply(commands()));
    } catch (RedisException e) {
      LOG.debug("{} got no answer from Redis: {}", name, e.getMessage());
      close();
      return Optional.empty();
    }
  }

  private StatefulConnection<String, String> open() {
    AbstractRedisClient client = factory.getRequiredNativeClient();
    return switch (client) {
      case RedisClusterClient cluster -> cluster.connect();
      case RedisClient single -> single.connect();
      default -> throw new IllegalStateException("Unknown Redis client " + client.getClass());
    };
  }

  private static RedisClusterCommands<String, String> commandsOf(
      StatefulConnection<String, String> connection) {
    return switch (connection) {
      case StatefulRedisClusterConnection<String, String> cluster -> cluster.sync();
      case StatefulRedisConnection<String, String> single -> single.sync();
      default -> throw new IllegalStateException("Unknown connection " + connection.getClass());
    };
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
