package dev.tidings.stream;

import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The open streams of each user on all servers, in a sorted set in Redis by the time of their
 * opening, which is by Redis' clock. Best effort: without Redis each server knows its own only. Any
 * thread.
 */
@Component
public class UserStreams implements DisposableBean {
  private final StreamProperties properties;
  private final Server server;
  private final RedisLink link;

  UserStreams(StreamProperties properties, Server server, RedisMaster redis) {
    this.properties = properties;
    this.server = server;
    this.link = new RedisLink(redis, "tidings-user-streams");
  }

  /**
   * One open stream.
   *
   * @param boot the start of the server that has it
   * @param id the connection's id there
   */
  public record OpenStream(String server, String boot, UUID id, Instant openedAt) {
    private String member() {
      return UserStreams.member(server, boot, id);
    }
  }

  /**
   * Notes a stream that was opened on this server.
   *
   * @param lifetime what was noted longer ago was left by a server that died
   * @return how many the user has now; 0 when Redis can't be reached
   */
  public long opened(String user, UUID id, Duration lifetime) {
    String[] keys = {properties.userStreamsKey(user)};
    return link.<Long>ask(
            redis ->
                redis.eval(
                    StreamScripts.ADD_AND_COUNT,
                    ScriptOutputType.INTEGER,
                    keys,
                    member(id),
                    Long.toString(lifetime.toMillis())))
        .orElse(0L);
  }

  /** Notes that a stream of this server has ended. */
  public void closed(String user, UUID id) {
    link.ask(redis -> redis.zrem(properties.userStreamsKey(user), member(id)));
  }

  /** Takes out a stream that another server left when it died. */
  public void forget(String user, OpenStream stream) {
    link.ask(redis -> redis.zrem(properties.userStreamsKey(user), stream.member()));
  }

  /** A user's streams, oldest first; empty when Redis can't be reached. */
  public Optional<List<OpenStream>> of(String user) {
    return link.ask(
        redis ->
            redis.zrangeWithScores(properties.userStreamsKey(user), 0, -1).stream()
                .flatMap(member -> read(member).stream())
                .toList());
  }

  private String member(UUID id) {
    return member(server.name(), server.boot(), id);
  }

  private static String member(String server, String boot, UUID id) {
    return server + "/" + boot + "/" + id;
  }

  private static Optional<OpenStream> read(ScoredValue<String> member) {
    String[] parts = member.getValue().split("/");
    try {
      return Optional.of(
          new OpenStream(
              parts[0],
              parts[1],
              UUID.fromString(parts[2]),
              Instant.ofEpochMilli((long) member.getScore())));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty(); // not written by a server
    }
  }

  @Override
  public void destroy() {
    link.close();
  }
}
