package dev.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

class NoExternalRedisTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.data.redis.url",
        "spring.data.redis.host",
        "spring.data.redis.port",
        "spring.data.redis.sentinel.master",
        "spring.data.redis.sentinel.nodes[0]",
        "spring.data.redis.cluster.nodes",
        "spring.data.redis.cluster.nodes[0]"
      })
  void aSettingThatSaysWhereRedisIsCounts(String property) {
    assertThat(NoExternalRedis.in(new MockEnvironment().withProperty(property, "6379"))).isFalse();
  }

  @Test
  void anEnvironmentVariableCounts() {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "given", Map.of("SPRING_DATA_REDIS_CLUSTER_NODES", "one:6379,two:6379")));

    assertThat(NoExternalRedis.in(environment)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring.data.redis.timeout", "spring.data.redis.password"})
  void aSettingThatSaysHowToTalkToItDoesNot(String property) {
    assertThat(NoExternalRedis.in(new MockEnvironment().withProperty(property, "3s"))).isTrue();
  }

  @Test
  void aBlankOneIsNone() {
    var blank = new MockEnvironment().withProperty("spring.data.redis.url", " ");

    assertThat(NoExternalRedis.in(blank)).isTrue();
  }
}
