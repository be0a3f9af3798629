package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Posts;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.RedisServer;
import dev.tidings.harness.TidingsServer;
import dev.tidings.harness.Tokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two servers on one PostgreSQL and one Redis are one Tidings. */
class ClusterIT {
  private static final String STREAM = "/api/v1/me/stream";
  private static final String ADMIN = Tokens.admin("operator");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path folder;
  private static EmbeddedPostgres postgres;
  private static RedisServer redis;
  private static TidingsServer one;
  private static TidingsServer two;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    redis = new RedisServer(folder.resolve("redis"));
    one = server("one");
    two = server("two");
  }

  private static TidingsServer server(String name) {
    return new TidingsServer(
        folder.resolve(name),
        "dev.tidings.TidingsApplication",
        Map.of(
            "SPRING_DATASOURCE_URL",
            postgres.getJdbcUrl("postgres", "postgres"),
            "SPRING_DATASOURCE_USERNAME",
            "postgres",
            "SPRING_DATA_REDIS_URL",
            redis.url(),
            "TIDINGS_SERVER_NAME",
            name,
            "TIDINGS_DELIVERY_MAX_PER_USER",
            "4",
            "TIDINGS_DELIVERY_HEARTBEAT",
            "1s"));
  }

  @AfterAll
  static void stop() throws IOException {
    two.close();
    one.close();
    redis.close();
    postgres.close();
  }

  @Test
  void whatIsPostedOnOneServerArrivesThroughTheOther() {
    String token = Tokens.user("ann", List.of());
    try (var there = RawStream.open(two.port(), STREAM, token)) {
      there.until("cursor");
      var posted = new Posts(one.port()).post("user:ann");

      assertThat(there.until("notice").getLast().id()).isEqualTo(posted.eventId());
    }
  }

  @Test
  void bothServersAreListedWithTheirGroups() {
    new Posts(one.port()).post("all");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              JsonNode servers = get(one, "/api/v1/admin/servers").at("/items");
              assertThat(servers.valueStream().map(s -> s.at("/server").stringValue()))
                  .contains("one", "two");
              assertThat(servers.valueStream())
                  .filteredOn(s -> List.of("one", "two").contains(s.at("/server").stringValue()))
                  .allMatch(s -> s.at("/alive").booleanValue() && s.at("/lag").intValue() == 0);
              assertThat(
                      get(two, "/api/v1/admin/stream")
                          .at("/stream/servers")
                          .valueStream()
                          .map(g -> g.at("/group").stringValue()))
                  .contains("srv:one", "srv:two");
            });
  }

  @Test
  void whatIsReadOnOneServerIsToldThroughTheOther() throws Exception {
    String token = Tokens.user("eve", List.of());
    String id = new Posts(one.port()).post("user:eve").noticeId();
    try (var there = RawStream.open(two.port(), STREAM, token)) {
      there.until("cursor");
      long start = System.nanoTime();
      assertThat(
              new Posts(one.port())
                  .send("POST", "/api/v1/me/notices/" + id + "/archive", token, "")
                  .statusCode())
          .isEqualTo(204);

      assertThat(there.until("state").getLast().data())
          .contains("{\"id\":\"" + id + "\",\"read\":true,\"archived\":true}")
          .contains("\"unread\":0");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void aUsersStreamsAreCountedOnAllServersTogether() {
    String token = Tokens.user("ben", List.of());
    var streams = new ArrayList<RawStream>();
    for (int i = 0; i < 5; i++) {
      streams.add(RawStream.open((i % 2 == 0 ? one : two).port(), STREAM, token));
      streams.getLast().until("cursor");
      int open = i + 1;
      await().until(() -> connections("ben").size() == Math.min(open, 4));
    }

    assertThat(streams.getFirst().until("bye").getLast().data()).contains("\"too-many\"");
    streams.forEach(RawStream::close);
    await().atMost(Duration.ofSeconds(10)).until(() -> connections("ben").isEmpty());
  }

  @Test
  void anEstimateCountsAUserOfTwoServersOnce() {
    String token = Tokens.user("eve", List.of());
    try (var here = RawStream.open(one.port(), STREAM, token);
        var there = RawStream.open(two.port(), STREAM, token)) {
      here.until("cursor");
      there.until("cursor");

      await() // until each server has heard of the other
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(
                          new Posts(one.port())
                              .send(
                                  "POST",
                                  "/api/v1/audiences/estimate",
                                  ADMIN,
                                  "{\"audience\":[\"user:eve\"]}")
                              .body())
                      .isEqualTo("{\"usersOnline\":1,\"connections\":2,\"allServers\":true}"));
    }
  }

  @Test
  void anOperatorEndsAUsersStreamsOnEveryServer() throws Exception {
    String token = Tokens.user("cat", List.of());
    try (var here = RawStream.open(one.port(), STREAM, token);
        var there = RawStream.open(two.port(), STREAM, token)) {
      here.until("cursor");
      there.until("cursor");
      long start = System.nanoTime();
      assertThat(
              new Posts(one.port())
                  .send("DELETE", "/api/v1/admin/connections?user=cat", ADMIN, "")
                  .statusCode())
          .isEqualTo(204);

      assertThat(here.until("bye").getLast().data()).contains("\"revoked\"");
      assertThat(there.until("bye").getLast().data()).contains("\"revoked\"");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void aRevokedUserIsOutEverywhere() throws Exception {
    String token = Tokens.user("dan", List.of());
    try (var there = RawStream.open(two.port(), STREAM, token)) {
      there.until("cursor");
      assertThat(
              new Posts(one.port())
                  .send("POST", "/api/v1/admin/revocations", ADMIN, "{\"user\":\"dan\"}")
                  .statusCode())
          .isEqualTo(201);

      assertThat(there.until("bye").getLast().data()).contains("\"revoked\"");
    }
    for (TidingsServer server : List.of(one, two)) {
      await()
          .untilAsserted(
              () -> {
                try (var again = RawStream.open(server.port(), STREAM, token)) {
                  assertThat(again.status()).isEqualTo(401);
                }
              });
    }
  }

  private static List<JsonNode> connections(String user) throws Exception {
    return get(one, "/api/v1/admin/connections?user=" + user).at("/items").valueStream().toList();
  }

  private static JsonNode get(TidingsServer server, String path) throws Exception {
    return JSON.readTree(new Posts(server.port()).get(path, ADMIN).body());
  }
}
