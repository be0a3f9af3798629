package dev.tidings.stream;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Refuses a start with settings of Spring's for Redis that Tidings can't work with. */
@Component
final class RedisSettings {
  private static final Pattern HASH_TAG = Pattern.compile("[^{]*\\{[^}]+}.*");

  RedisSettings(DataRedisProperties redis, StreamProperties stream) {
    if (redis.getCluster() != null
        && isGiven(redis.getCluster().getNodes())
        && !HASH_TAG.matcher(stream.prefix()).matches()) {
      throw new InvalidConfigurationPropertyValueException(
          "tidings.stream.prefix",
          stream.prefix(),
          "A Redis Cluster spreads keys over its servers unless a part of their names is put in"
              + " braces, and Tidings needs its keys together. Write {tidings}: for example");
    }
    if (redis.getMasterreplica() != null && isGiven(redis.getMasterreplica().getNodes())) {
      throw new InvalidConfigurationPropertyValueException(
          "spring.data.redis.masterreplica.nodes",
          redis.getMasterreplica().getNodes(),
          "Tidings must know which server is the master. Give that one's URL, or use Sentinel");
    }
    Duration timeout = redis.getTimeout();
    if (timeout != null && timeout.compareTo(stream.block().multipliedBy(2)) < 0) {
      throw new InvalidConfigurationPropertyValueException(
          "spring.data.redis.timeout",
          timeout,
          "It must be at least twice tidings.stream.block (%s), which is how long a read may wait"
                  .formatted(stream.block())
              + " for something to read");
    }
  }

  /** Blank counts as unset, as for the embedded Redis. */
  private static boolean isGiven(@Nullable List<String> nodes) {
    return nodes != null && nodes.stream().anyMatch(StringUtils::hasText);
  }
}
