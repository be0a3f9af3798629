package dev.tidings.embedded;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Starts a Redis where none is configured, and tells Spring's clients where it is. */
@Configuration(proxyBeanMethods = false)
@Conditional(NoExternalRedis.class)
@EnableConfigurationProperties(EmbeddedSettings.class)
class EmbeddedRedisConfiguration {
  @Bean
  EmbeddedRedis embeddedRedis(Environment environment, EmbeddedSettings settings) {
    return EmbeddedRedis.start(DataFolder.of(environment), settings);
  }

  /** Every client hangs on this bean, and this one on the server: so the server is stopped last. */
  @Bean
  DataRedisConnectionDetails embeddedRedisConnection(EmbeddedRedis redis) {
    return new EmbeddedRedisConnection(redis.port(), redis.password());
  }
}
