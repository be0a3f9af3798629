package dev.tidings.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.RawStream;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class SignalsLostTest {
  private final RunningTidings tidings = RunningTidings.on(Database.H2);

  @Test
  void whenChangesMayHaveGoneUnheardStreamsAreToldToRefreshOnce() {
    String token = Tokens.user(Fresh.name("user"), List.of());
    try (var stream = RawStream.open(tidings.port(), "/api/v1/me/stream", token)) {
      stream.until("cursor");
      cutSignals();

      String data = stream.until("state").getLast().data();

      assertThat(data)
          .startsWith("{\"unread\":")
          .contains("\"asOf\":")
          .endsWith("\"refresh\":true}");
      prefer(token, "{\"mutedCategories\":[\"event\"]}");
      assertThat(stream.until("state").getLast().data()).endsWith("\"preferences\":true}");
    }
  }

  private void prefer(String token, String preferences) {
    Api user = tidings.as(token);
    user.send(user.json("/api/v1/me/preferences").PUT(Api.body(preferences))).is(200);
  }

  private void cutSignals() {
    var client =
        (RedisClient) tidings.part(LettuceConnectionFactory.class).getRequiredNativeClient();
    try (var connection = client.connect()) {
      assertThat(connection.sync().clientKill(KillArgs.Builder.typePubsub())).isPositive();
    }
  }
}
