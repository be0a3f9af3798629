package dev.tidings.stream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * The one Redis server that everything is written to and read from: the configured one, the master
 * that Sentinel names, or that server of a Cluster that holds our keys. Replicas are never asked,
 * since they may lag.
 *
 * <p>It is looked up anew for each connection, so that one that is opened after a failure finds the
 * server that took over. Any thread; each call blocks until it has an answer.
 */
@Component
final class RedisMaster {
  /** Of this age what the Cluster said is still believed. */
  private static final long FRESH_NANOS = Duration.ofMillis(500).toNanos();

  private final LettuceConnectionFactory factory;
  private final StreamProperties properties;
  private boolean refreshed;
  private long refreshedAt;

  RedisMaster(LettuceConnectionFactory factory, StreamProperties properties) {
    this.factory = factory;
    this.properties = properties;
  }

  /**
   * A new connection, for whoever calls to close.
   *
   * @param name what {@code CLIENT LIST} shows
   * @throws RedisException when the master can't be reached
   */
  StatefulRedisConnection<String, String> connect(String name) {
    return prepared(client().connect(), name);
  }

  /**
   * A new connection for Pub/Sub, for whoever calls to close.
   *
   * @param name what {@code CLIENT LIST} shows
   * @throws RedisException when the master can't be reached
   */
  StatefulRedisPubSubConnection<String, String> connectPubSub(String name) {
    return prepared(client().connectPubSub(), name);
  }

  /** Whether the settings say that it is a Cluster. */
  boolean isCluster() {
    return factory.isClusterAware();
  }

  /** Whether Redis knows the command, and its access rules keep it from us. */
  static boolean isForbidden(RedisException e) {
    return e instanceof RedisCommandExecutionException
        && e.getMessage() != null
        && e.getMessage().startsWith("NOPERM");
  }

  private RedisClient client() {
    return switch (factory.getRequiredNativeClient()) {
      case RedisClient single -> single; // one server, or what Sentinel says at each connect
      case RedisClusterClient cluster -> owner(cluster);
      default -> throw new IllegalStateException("Unknown kind of Redis client");
    };
  }

  /** All our keys are in one slot, so a plain client of its master does everything. */
  private RedisClient owner(RedisClusterClient cluster) {
    refresh(cluster);
    int slot = SlotHash.getSlot(properties.streamKey());
    RedisClusterNode node = cluster.getPartitions().getMasterBySlot(slot);
    if (node == null) {
      throw new RedisException("No server of the Redis Cluster holds slot " + slot);
    }
    // The node's own URI lacks password, TLS and timeout when another one told of it.
    var server = new RedisStandaloneConfiguration(node.getUri().getHost(), node.getUri().getPort());
    RedisClusterConfiguration settings = factory.getClusterConfiguration();
    if (settings != null) {
      server.setUsername(settings.getUsername());
      server.setPassword(settings.getPassword());
    }
    var plain = new LettuceConnectionFactory(server, factory.getClientConfiguration());
    plain.start();
    return (RedisClient) plain.getRequiredNativeClient();
  }

  private static <T extends StatefulRedisConnection<String, String>> T prepared(
      T connection, String name) {
    try {
      requireMaster(connection);
      connection.sync().clientSetname(name);
      return connection;
    } catch (RedisException e) {
      connection.closeAsync();
      throw e;
    }
  }

  /**
   * Asks the Cluster who holds what, which takes a connection to each of its servers. All links
   * want to know at the same time, after the same failure.
   */
  private synchronized void refresh(RedisClusterClient cluster) {
    if (refreshed && System.nanoTime() - refreshedAt < FRESH_NANOS) {
      return;
    }
    cluster.refreshPartitions();
    refreshedAt = System.nanoTime();
    refreshed = true;
  }

  /** Sentinel may name a server that is a replica by now. */
  private static void requireMaster(StatefulRedisConnection<String, String> connection) {
    try {
      Object role = connection.sync().role().getFirst();
      if (!role.equals("master")) {
        throw new RedisException("The Redis server is no master, but says its role is " + role);
      }
    } catch (RedisCommandExecutionException e) {
      if (!isForbidden(e)) {
        throw e;
      }
      // Not told. A replica refuses to be written to, which ends the connection soon.
    }
  }
}
