package dev.tidings.stream;

import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Redis' own clock, for what servers compare with each other: theirs may differ. */
final class RedisTime {
  private RedisTime() {}

  static Instant now(RedisCommands<String, String> redis) {
    List<String> time = redis.time();
    return Instant.ofEpochSecond(
        Long.parseLong(time.get(0)), TimeUnit.MICROSECONDS.toNanos(Long.parseLong(time.get(1))));
  }
}
