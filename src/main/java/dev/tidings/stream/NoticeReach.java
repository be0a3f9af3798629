package dev.tidings.stream;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ZAddArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * How many different users a notice reached, on all servers, counted by HyperLogLogs in Redis:
 * about 1 % off, 12 KB at most for a notice, and gone with Redis. And which notices are to be
 * looked at again. For one thread; best effort.
 */
@Component
public class NoticeReach implements DisposableBean {
  /** Nobody is reached by a stream later than events are replayed. */
  private static final Duration KEPT = Duration.ofDays(8);

  /** Of one command: it keeps Redis busy for less than a millisecond. */
  private static final int CHUNK = 1_000;

  private final StreamProperties properties;
  private final RedisLink link;

  NoticeReach(StreamProperties properties, RedisMaster redis) {
    this.properties = properties;
    this.link = new RedisLink(redis, "tidings-reach");
  }

  /** What is counted. */
  public enum Kind {
    /** It was written to a stream of theirs. */
    REACHED,
    /** They have read it. */
    READ
  }

  /**
   * Counts users, each once however often this is called.
   *
   * @return false when Redis can't be reached: then they are lost
   */
  public boolean add(Kind kind, UUID notice, Collection<String> users) {
    var all = new ArrayList<>(users);
    return link.ask(
            redis -> {
              for (int from = 0; from < all.size(); from += CHUNK) {
                List<String> some = all.subList(from, Math.min(from + CHUNK, all.size()));
                redis.pfadd(key(kind, notice), some.toArray(String[]::new));
              }
              return redis.pexpire(key(kind, notice), KEPT.toMillis());
            })
        .isPresent();
  }

  /** How many were counted; empty when none were, or Redis can't be reached. */
  public OptionalLong count(Kind kind, UUID notice) {
    return link.ask(redis -> redis.pfcount(key(kind, notice)))
        .filter(count -> count > 0)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Notes that a notice is to be looked at, if it is not noted already. */
  public void lookAt(UUID notice, Instant due) {
    link.ask(
        redis ->
            redis.zadd(
                properties.reachKey("due"),
                ZAddArgs.Builder.nx(),
                (double) due.toEpochMilli(),
                notice.toString()));
  }

  /**
   * Takes notices that are to be looked at, each for one server only.
   *
   * @param most how many at most
   */
  public List<UUID> takeDue(Instant now, int most) {
    String key = properties.reachKey("due");
    return link.ask(
            redis ->
                redis
                    .zrangebyscore(
                        key, Range.create(0, (double) now.toEpochMilli()), Limit.from(most))
                    .stream()
                    .filter(notice -> redis.zrem(key, notice) == 1)
                    .map(UUID::fromString)
                    .toList())
        .orElse(List.of());
  }

  private String key(Kind kind, UUID notice) {
    return properties.reachKey(kind.name().toLowerCase(Locale.ROOT) + ":" + notice);
  }

  @Override
  public void destroy() {
    link.close();
  }
}
