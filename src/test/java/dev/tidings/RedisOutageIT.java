package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Poster;
import dev.tidings.harness.Posts;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.RedisServer;
import dev.tidings.harness.StreamClient;
import dev.tidings.harness.TidingsServer;
import dev.tidings.harness.Tokens;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Redis everything arrives, only later. */
class RedisOutageIT {
  @TempDir Path folder;
  private RedisServer redis;
  private TidingsServer server;
  private StreamClient client;
  private Poster poster;

  @BeforeEach
  void start() {
    redis = new RedisServer(folder.resolve("redis"));
    server =
        new TidingsServer(
            folder.resolve("server"),
            "dev.tidings.TidingsApplication",
            Map.of("SPRING_DATA_REDIS_URL", redis.url(), "TIDINGS_DELIVERY_HEARTBEAT", "1s"));
    client = new StreamClient("u1", List.of(), server.port());
    poster = new Poster(server);
    await().atMost(Duration.ofSeconds(10)).until(() -> !client.position().isEmpty());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    redis.close();
  }

  @Test
  void noticesGoOnArrivingWhileRedisIsDownAndAreQuickAgainAfterwards() throws Exception {
    millisUntilItArrives("warm-up");
    redis.kill();
    var during = new ArrayList<Long>();
    long end = System.nanoTime() + Duration.ofSeconds(12).toNanos();
    while (System.nanoTime() < end) {
      during.add(millisUntilItArrives("during"));
    }
    assertThat(estimate("user:u1"))
        .isEqualTo("{\"usersOnline\":1,\"connections\":1,\"allServers\":false}");
    try (var desk =
        RawStream.open(server.port(), "/api/v1/me/stream", Tokens.user("u1", List.of()))) {
      assertThat(millisUntilADeviceHears(desk)).as("on the same server").isLessThan(1_000);
      redis.restart();
      assertThat(desk.until("state").getLast().data())
          .as("changes on other servers went unheard")
          .contains("\"refresh\":true");
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> redis.ask(commands -> commands.exists("tidings:notices")) == 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> millisUntilItArrives("recovering") < 200);
    var after = new ArrayList<Long>();
    for (int i = 0; i < 20; i++) {
      after.add(millisUntilItArrives("after"));
    }
    during.sort(null);
    after.sort(null);
    long lines = linesOfTrouble();
    System.out.printf(
        "Redis down: %d notices, slowest after %d ms; back: median %d ms; %d lines in the log%n",
        during.size(), during.getLast(), after.get(10), lines);

    assertThat(during.getLast()).isLessThan(3_000);
    assertThat(after.get(10)).isLessThan(500);
    assertThat(lines).isBetween(1L, 8L);
    assertThat(client.breaches()).isEmpty();
    assertThat(client.connections()).isEqualTo(1);
  }

  @Test
  void anEntryThatIsNotOursIsSteppedOver() {
    redis.ask(commands -> commands.xadd("tidings:notices", Map.of("junk", "x")));
    redis.ask(
        commands ->
            commands.xadd(
                "tidings:notices",
                new XAddArgs().id("9999999999999999-1"),
                Map.of("kind", "notice")));

    assertThat(millisUntilItArrives("after junk")).isLessThan(3_000);

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              List<StreamMessage<String, String>> entries =
                  redis.ask(commands -> commands.xrange("tidings:notices", Range.unbounded()));
              assertThat(entries)
                  .isNotEmpty()
                  .allMatch(entry -> entry.getBody().containsKey("uid"));
            });
    assertThat(client.breaches()).isEmpty();
  }

  private String estimate(String key) throws Exception {
    return new Posts(server.port())
        .send(
            "POST",
            "/api/v1/audiences/estimate",
            Tokens.admin("operator"),
            "{\"audience\":[\"" + key + "\"]}")
        .body();
  }

  private long millisUntilItArrives(String title) {
    int before = client.notices().size();
    poster.post(title, List.of("all"));
    long posted = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> client.notices().size() > before);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - posted);
  }

  private long millisUntilADeviceHears(RawStream device) throws Exception {
    device.until("cursor");
    long start = System.nanoTime();
    var changed =
        new Posts(server.port())
            .send(
                "PUT",
                "/api/v1/me/preferences",
                Tokens.user("u1", List.of()),
                "{\"mutedCategories\":[\"event\"]}");
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(device.until("state").getLast().data()).contains("\"preferences\":true");
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private long linesOfTrouble() {
    return server.output().lines().filter(line -> line.matches("[0-9:.]+ (WARN|ERROR).*")).count();
  }
}
