package dev.tidings.stream;

import dev.tidings.embedded.ExternalRedis;
import io.lettuce.core.RedisException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Looks once, at the start, whether a Redis that somebody else runs is set up well for us. */
@Component
@Conditional(ExternalRedis.class)
final class RedisAdvice implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(RedisAdvice.class);

  private final RedisMaster redis;

  RedisAdvice(RedisMaster redis) {
    this.redis = redis;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    try (var link = new RedisLink(redis, "tidings-start")) {
      Properties info = new Properties();
      link.commands()
          .info()
          .lines()
          .filter(line -> line.indexOf(':') > 0)
          .forEach(line -> info.setProperty(name(line), line.substring(line.indexOf(':') + 1)));
      advise(info);
    } catch (RedisException e) {
      if (RedisMaster.isForbidden(e)) {
        LOG.warn(
            "Redis does not let this server ask how it is set up. See to it that it has"
                + " maxmemory-policy noeviction and appendonly yes, or allow INFO");
      }
      LOG.debug("Redis could not be asked how it is set up", e);
    }
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  private void advise(Properties info) {
    if (info.getProperty("cluster_enabled", "0").equals("1") && !redis.isCluster()) {
      LOG.warn(
          "This Redis is one server of a Cluster and will refuse most keys: set"
              + " spring.data.redis.cluster.nodes instead of its URL or host");
    }
    String policy = info.getProperty("maxmemory_policy", "noeviction");
    if (!policy.equals("noeviction") && !policy.startsWith("volatile-")) {
      LOG.warn(
          "Redis has the maxmemory-policy {} and may throw the stream away when memory is short."
              + " Nothing is lost by that, but the stream is built anew each time: set noeviction",
          policy);
    }
    if (info.getProperty("aof_enabled", "1").equals("0")) {
      LOG.warn(
          "Redis keeps no append-only file. Nothing is lost by that, but after a restart of Redis"
              + " the stream is built anew from the database: set appendonly yes");
    }
  }
}
