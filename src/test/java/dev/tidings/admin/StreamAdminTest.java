package dev.tidings.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Posts;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.RunningServer;
import dev.tidings.harness.Tokens;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees by curl. */
@RunningServer
class StreamAdminTest {
  private static final String ADMIN = Tokens.admin("operator");

  @LocalServerPort int port;
  @Autowired RedisConnectionFactory redis;
  private Posts posts;
  private final JsonMapper json = new JsonMapper();

  @BeforeEach
  void connect() {
    posts = new Posts(port);
  }

  @Test
  void theLogTheStreamAndThisServersGroupStandAtTheSameEvent() {
    String head = posts.post("group:a1").eventId();

    await()
        .untilAsserted(
            () -> {
              JsonNode view = get("/api/v1/admin/stream");
              assertThat(view.at("/log/head").stringValue()).isEqualTo(head);
              assertThat(view.at("/stream/lastId").stringValue()).isEqualTo(head);
              assertThat(view.at("/stream/behind").intValue()).isZero();
              JsonNode group = view.at("/stream/servers/0");
              assertThat(group.at("/group").stringValue()).isEqualTo("srv:here");
              assertThat(group.at("/cursor").stringValue()).isEqualTo(head);
              assertThat(group.at("/pending").intValue()).isZero();
              assertThat(group.at("/lag").intValue()).isZero();
              assertThat(view.at("/here/viaRedis").booleanValue()).isTrue();
            });
  }

  @Test
  void aRedisThatForgetsWhoseTheStreamIsIsToldAgain() throws Exception {
    byte[] key = "tidings:log".getBytes(US_ASCII);
    try (var connection = redis.getConnection()) {
      assertThat(connection.keyCommands().del(key)).isEqualTo(1);

      await().until(() -> connection.keyCommands().exists(key));
    }
  }

  @Test
  void entriesAreShownAsTheyStandInRedis() throws Exception {
    String before = posts.post("all").eventId();
    var posted = posts.post("group:a1", "user:a2");

    JsonNode entries = get("/api/v1/admin/stream/entries?limit=1&after=" + before);

    assertThat(entries.at("/items/0/id").stringValue()).isEqualTo(posted.eventId());
    assertThat(entries.at("/items/0/fields/notice").stringValue()).isEqualTo(posted.noticeId());
    assertThat(entries.at("/items/0/fields/audience").stringValue()).isEqualTo("group:a1 user:a2");
    assertThat(entries.at("/items/0/fields/kind").stringValue()).isEqualTo("notice");
  }

  @Test
  void theTailShowsEveryEventOfEveryAudience() {
    try (var tail = RawStream.open(port, "/api/v1/admin/stream/tail", ADMIN)) {
      tail.until("cursor");
      var posted = posts.post("user:somebody");

      var frame = tail.until("notice").getLast();

      assertThat(frame.id()).isEqualTo(posted.eventId());
      assertThat(frame.data()).contains("\"audience\":[\"user:somebody\"]", posted.noticeId());
    }
  }

  @Test
  void aLongAnswerHasTheSecurityHeadersToo() throws Exception {
    for (int i = 0; i < 5; i++) {
      posts.post("all");
    }

    var answer = posts.get("/api/v1/admin/stream/entries?limit=5", ADMIN);

    assertThat(answer.body()).hasSizeGreaterThan(2_000);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void aLimitThatIsNoNumberIsRefusedByName() throws Exception {
    var answer = posts.get("/api/v1/admin/stream/entries?limit=abc", ADMIN);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"limit\"", "must be a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/entries", "/tail"})
  void nobodyElseMayLook(String path) throws Exception {
    String user = Tokens.user("nosy", List.of());

    var answer = posts.get("/api/v1/admin/stream" + path, user);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":");
  }

  private JsonNode get(String path) throws Exception {
    return json.readTree(posts.get(path, ADMIN).body());
  }
}
