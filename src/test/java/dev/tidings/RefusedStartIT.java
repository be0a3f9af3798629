package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Posts;
import dev.tidings.harness.RedisServer;
import dev.tidings.harness.TidingsServer;
import dev.tidings.harness.Tokens;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that must not run beside one that does. */
class RefusedStartIT {
  private static final String TIDINGS = "dev.tidings.TidingsApplication";

  @TempDir Path folder;

  @Test
  void aRedisOfAnotherRunningLogAndANameThatIsTakenAreRefused() throws Exception {
    try (var redis = new RedisServer(folder.resolve("redis"));
        var first = new TidingsServer(folder.resolve("first"), TIDINGS, settings(redis))) {
      String otherLog =
          TidingsServer.failedStart(folder.resolve("other"), TIDINGS, settings(redis));
      assertThat(otherLog)
          .contains("This database holds log", "belong to log", "TIDINGS_STREAM_PREFIX")
          .doesNotContain("\tat ");
      assertThat(first.handle().isAlive()).isTrue();

      String posted = new Posts(first.port()).post("all").eventId();
      first.kill();
      leavePending(redis);
      Files.createDirectories(folder.resolve("twin/data"));
      Files.copy(
          folder.resolve("first/data/tidings.mv.db"), folder.resolve("twin/data/tidings.mv.db"));
      first.restart();
      await("what was pending when it was killed is not any more")
          .untilAsserted(
              () ->
                  assertThat(
                          new Posts(first.port())
                              .get("/api/v1/admin/stream", Tokens.admin("op"))
                              .body())
                      .contains("\"cursor\":\"" + posted + "\",\"pending\":0"));
      String twin = TidingsServer.failedStart(folder.resolve("twin"), TIDINGS, settings(redis));
      assertThat(twin)
          .contains("already called 'one'", "TIDINGS_SERVER_NAME")
          .doesNotContain("\tat ");
    }
  }

  /** As if it had been killed between reading and acknowledging. */
  @SuppressWarnings("unchecked") // generic varargs of Lettuce
  private static void leavePending(RedisServer redis) {
    try (var client = RedisClient.create(redis.url());
        var connection = client.connect()) {
      var read = connection.sync();
      read.xgroupSetid(StreamOffset.from("tidings:notices", "0"), "srv:one");
      assertThat(
              read.xreadgroup(
                  Consumer.from("srv:one", "before"), StreamOffset.lastConsumed("tidings:notices")))
          .hasSize(1);
    }
  }

  private static Map<String, String> settings(RedisServer redis) {
    return Map.of("SPRING_DATA_REDIS_URL", redis.url(), "TIDINGS_SERVER_NAME", "one");
  }
}
