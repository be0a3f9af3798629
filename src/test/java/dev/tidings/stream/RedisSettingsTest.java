package dev.tidings.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class RedisSettingsTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(Settings.class);

  @Configuration
  @EnableConfigurationProperties({DataRedisProperties.class, StreamProperties.class})
  @Import(RedisSettings.class)
  static class Settings {}

  @ParameterizedTest
  @ValueSource(strings = {"tidings:", "{}tidings:", "{tidings", "}tidings{"})
  void aClusterNeedsAPrefixWithAHashTag(String prefix) {
    assertRefused(
        "tidings.stream.prefix",
        "spring.data.redis.cluster.nodes=127.0.0.1:1",
        "tidings.stream.prefix=" + prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{tidings}:", "app:{a}:tidings:", "x{y}"})
  void aPrefixWithAHashTagWillDo(String prefix) {
    runner
        .withPropertyValues(
            "spring.data.redis.cluster.nodes=127.0.0.1:1", "tidings.stream.prefix=" + prefix)
        .run(context -> assertThat(context).hasNotFailed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.data.redis.url=redis://127.0.0.1:1",
        "spring.data.redis.sentinel.nodes=127.0.0.1:1",
        "spring.data.redis.cluster.nodes=",
        "spring.data.redis.masterreplica.nodes="
      })
  void everywhereElseTheDefaultsWillDo(String setting) {
    runner.withPropertyValues(setting).run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void aTimeoutThatReadsWouldRunIntoIsRefused() {
    assertRefused("spring.data.redis.timeout", "spring.data.redis.timeout=999ms");
    assertRefused(
        "spring.data.redis.timeout", "spring.data.redis.timeout=1s", "tidings.stream.block=600ms");
    runner
        .withPropertyValues("spring.data.redis.timeout=2s", "tidings.stream.block=1s")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void serversOfWhichAnyMayBeTheMasterAreRefused() {
    assertRefused(
        "spring.data.redis.masterreplica.nodes",
        "spring.data.redis.masterreplica.nodes=127.0.0.1:1,127.0.0.1:2");
  }

  private void assertRefused(String property, String... settings) {
    runner
        .withPropertyValues(settings)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .as("%s", List.of(settings))
                    .rootCause()
                    .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        refused -> assertThat(refused.getName()).isEqualTo(property)));
  }
}
