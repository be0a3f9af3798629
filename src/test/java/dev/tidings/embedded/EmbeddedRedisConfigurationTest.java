package dev.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.core.StringRedisTemplate;

class EmbeddedRedisConfigurationTest {
  @TempDir Path data;

  private ApplicationContextRunner runner;

  @BeforeEach
  void prepare() {
    runner =
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
            .withUserConfiguration(EmbeddedRedisConfiguration.class)
            .withPropertyValues("tidings.data-dir=" + data);
  }

  @Test
  void springsClientsTalkToTheEmbeddedServer() {
    runner.run(
        context -> {
          var redis = context.getBean(StringRedisTemplate.class);
          redis.opsForValue().set("colour", "blue");
          assertThat(Wire.ask(context.getBean(EmbeddedRedis.class), "GET colour")).contains("blue");
        });
  }

  @Test
  void theServerIsStoppedAfterItsClients() {
    var client = new AtomicReference<LastClient>();
    var server = new AtomicReference<ProcessHandle>();
    runner
        .withBean(LastClient.class)
        .run(
            context -> {
              client.set(context.getBean(LastClient.class));
              long pid = context.getBean(EmbeddedRedis.class).pid();
              server.set(ProcessHandle.of(pid).orElseThrow());
            });
    assertThat(client.get().heard).contains("+PONG");
    assertThat(server.get().isAlive()).isFalse();
  }

  @Test
  void noneIsStartedWhereAnotherRedisIsConfigured() {
    runner
        .withPropertyValues("spring.data.redis.host=redis.example.org")
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(EmbeddedRedis.class);
              assertThat(
                      context.getBean(DataRedisConnectionDetails.class).getStandalone().getHost())
                  .isEqualTo("redis.example.org");
              assertThat(data).isEmptyDirectory();
            });
  }

  /** Still talks to the server while it is being destroyed itself. */
  static final class LastClient implements DisposableBean {
    private final DataRedisConnectionDetails redis;
    private String heard = "";

    LastClient(DataRedisConnectionDetails redis) {
      this.redis = redis;
    }

    @Override
    public void destroy() throws IOException {
      heard = Wire.ask(redis.getStandalone().getPort(), "AUTH " + redis.getPassword(), "PING");
    }
  }
}
