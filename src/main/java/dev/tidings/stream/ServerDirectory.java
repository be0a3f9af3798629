package dev.tidings.stream;

import dev.tidings.notice.EventId;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the servers of this log say of themselves, in a hash in Redis. Times are Redis' own, so that
 * the servers' clocks don't matter. Any thread; best effort: without Redis nobody knows of others.
 */
@Component
public class ServerDirectory implements DisposableBean {
  /** A server that has not reported for so long is taken for dead. It reports every 2 s. */
  public static final Duration ALIVE = Duration.ofSeconds(10);

  /** A server that has not reported for so long is forgotten, and its consumer group with it. */
  public static final Duration KEPT = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(ServerDirectory.class);

  private final StreamProperties properties;
  private final Server server;
  private final JsonMapper json;
  private final RedisLink link;

  ServerDirectory(StreamProperties properties, Server server, JsonMapper json, RedisMaster redis) {
    this.properties = properties;
    this.server = server;
    this.json = json;
    this.link = new RedisLink(redis, "tidings-directory");
  }

  /**
   * A server.
   *
   * @param boot random, new at every start
   * @param cursor the newest event it has
   * @param viaRedis false while it follows the database
   * @param connections its open streams
   * @param users how many users hold them
   * @param at when it said so, by Redis' clock
   */
  public record ServerState(
      String name,
      String boot,
      EventId cursor,
      boolean viaRedis,
      int connections,
      int users,
      Instant at) {}

  /** The servers, and Redis' time when they were read. */
  public record Listing(List<ServerState> servers, Instant now) {
    public boolean isAlive(ServerState state) {
      return Duration.between(state.at(), now).compareTo(ALIVE) < 0;
    }
  }

  /** How a server stands in Redis: what a reader of the hash can understand. */
  record Entry(
      String boot, String cursor, boolean viaRedis, int connections, int users, long atMillis) {
    ServerState state(String name) {
      EventId position = EventId.parse(cursor);
      return new ServerState(
          name,
          boot,
          position == null ? new EventId(0, 0) : position,
          viaRedis,
          connections,
          users,
          Instant.ofEpochMilli(atMillis));
    }
  }

  /** Says how this server does. */
  public void report(EventId cursor, boolean viaRedis, int connections, int users) {
    link.ask(
        redis -> {
          var entry =
              new Entry(
                  server.boot(),
                  cursor.toString(),
                  viaRedis,
                  connections,
                  users,
                  RedisTime.now(redis).toEpochMilli());
          redis.hset(properties.serversKey(), server.name(), json.writeValueAsString(entry));
          return true;
        });
  }

  /** Takes this server off the list. */
  public void leave() {
    link.ask(redis -> redis.hdel(properties.serversKey(), server.name()));
  }

  /** All servers that have reported in the last minutes; empty when Redis can't be reached. */
  public Optional<Listing> list() {
    return link.ask(
        redis ->
            new Listing(
                redis.hgetall(properties.serversKey()).entrySet().stream()
                    .flatMap(field -> read(field.getKey(), field.getValue()).stream())
                    .toList(),
                RedisTime.now(redis)));
  }

  private Optional<ServerState> read(String name, String text) {
    try {
      return Optional.of(json.readValue(text, Entry.class).state(name));
    } catch (JacksonException e) {
      return Optional.empty(); // of a version to come, or by hand
    }
  }

  /**
   * Forgets servers that have not reported for long, and removes the groups that nobody reads with.
   * A server that was frozen for so long misses nothing: it makes its group anew at its cursor.
   */
  public void sweep() {
    list()
        .ifPresent(
            listing -> {
              var kept = new HashSet<String>();
              for (ServerState state : listing.servers()) {
                if (isOld(state, listing.now())) {
                  link.ask(redis -> redis.hdel(properties.serversKey(), state.name()));
                } else {
                  kept.add(state.name());
                }
              }
              link.ask(redis -> sweepGroups(redis, kept));
            });
  }

  private static boolean isOld(ServerState state, Instant now) {
    return Duration.between(state.at(), now).compareTo(KEPT) > 0;
  }

  private boolean sweepGroups(RedisCommands<String, String> redis, Set<String> servers) {
    String key = properties.streamKey();
    if (redis.exists(key) == 0) {
      return false;
    }
    for (Object group : redis.xinfoGroups(key)) {
      String name = InfoFields.of(group).text("name");
      if (name.startsWith(Server.GROUP_PREFIX)
          && !servers.contains(name.substring(Server.GROUP_PREFIX.length()))
          && isUnused(redis, key, name)) {
        redis.xgroupDestroy(key, name);
        LOG.info("Removed the consumer group {}, with which nobody reads any more", name);
      }
    }
    return true;
  }

  /** Also a group that its server died over before it read: it never had a consumer. */
  private static boolean isUnused(RedisCommands<String, String> redis, String key, String group) {
    return redis.xinfoConsumers(key, group).stream()
        .allMatch(consumer -> InfoFields.of(consumer).number("idle") > KEPT.toMillis());
  }

  @Override
  public void destroy() {
    link.close();
  }
}
