package dev.tidings.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Posts;
import dev.tidings.harness.RunningServer;
import dev.tidings.harness.Tokens;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/v1/me/poll}. */
@RunningServer
class PollTest {
  private static final String POLL = "/api/v1/me/poll";

  @LocalServerPort int port;
  private Posts posts;
  private final JsonMapper json = new JsonMapper();
  private final String eve = Tokens.user("eve", List.of("p1"));

  @BeforeEach
  void connect() {
    posts = new Posts(port);
  }

  @Test
  void withoutAPositionItTellsTheHeadAtOnce() throws Exception {
    String head = posts.post("all").eventId();

    assertThat(posts.get(POLL, eve).body())
        .isEqualTo("{\"events\":[],\"cursor\":\"" + head + "\"}");
  }

  @Test
  void whatIsThereComesAtOnceAsOnTheStream() throws Exception {
    String before = posts.post("all").eventId();
    var notice = posts.post("group:p1");
    posts.post("user:nobody");

    JsonNode polled = poll(POLL + "?after=" + before + "&wait=30");

    assertThat(polled.at("/events")).hasSize(1);
    assertThat(polled.at("/events/0/id").stringValue()).isEqualTo(notice.eventId());
    assertThat(polled.at("/events/0/event").stringValue()).isEqualTo("notice");
    assertThat(polled.at("/events/0/data/id").stringValue()).isEqualTo(notice.noticeId());
    assertThat(polled.at("/events/0/data").has("audience")).isFalse();
  }

  @Test
  void theCursorMovesThoughThereIsNothingForTheCaller() throws Exception {
    String before = posts.post("all").eventId();
    String after = posts.post("user:nobody").eventId();

    JsonNode polled = poll(POLL + "?after=" + before + "&wait=0");

    assertThat(polled.at("/events")).isEmpty();
    assertThat(polled.at("/cursor").stringValue()).isEqualTo(after);
  }

  @Test
  void aWaitingPollIsAnsweredByTheNextNotice() throws Exception {
    String head = posts.post("all").eventId();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting =
          CompletableFuture.supplyAsync(() -> unchecked(POLL + "?after=" + head), threads);
      posts.post("user:nobody");
      var notice = posts.post("user:eve");

      JsonNode polled = json.readTree(waiting.get(10, TimeUnit.SECONDS).body());

      assertThat(polled.at("/events/0/id").stringValue()).isEqualTo(notice.eventId());
      assertThat(polled.at("/cursor").stringValue()).isEqualTo(notice.eventId());
    }
  }

  @Test
  void pollingOnGivesEachEventOnceHoweverManyThereAre() throws Exception {
    String cursor = posts.post("all").eventId();
    var expected = new ArrayList<String>();
    for (int i = 0; i < 130; i++) {
      expected.add(posts.post("user:eve").eventId());
    }

    var got = new ArrayList<String>();
    int answers = 0;
    while (!cursor.equals(expected.getLast())) {
      JsonNode polled = poll(POLL + "?wait=0&after=" + cursor);
      polled.at("/events").valueStream().forEach(e -> got.add(e.at("/id").stringValue()));
      cursor = polled.at("/cursor").stringValue();
      answers++;
    }

    assertThat(got).isEqualTo(expected);
    assertThat(answers).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "5-1", "1-1-1", "%C3%A9"})
  void anUnusablePositionIsResetAtOnce(String after) throws Exception {
    String head = posts.post("all").eventId();

    JsonNode polled = poll(POLL + "?after=" + after);

    assertThat(polled.at("/reset/reason").stringValue()).isIn("malformed", "epoch");
    assertThat(polled.at("/cursor").stringValue()).isEqualTo(head);
    assertThat(polled.at("/events")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "31", "x", "1.5", "99999999999"})
  void aWaitOutOfBoundsIsRefusedByName(String wait) throws Exception {
    var answer = posts.get(POLL + "?wait=" + wait, eve);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"code\":\"invalid-value\"", "\"field\":\"wait\"", "0 to 30");
  }

  @Test
  void aUserMayHoldFourAtOnce() throws Exception {
    String head = posts.post("all").eventId();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 5; i++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> unchecked(POLL + "?wait=2&after=" + head), threads));
      }

      assertThat(answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
          .containsExactlyInAnyOrder(200, 200, 200, 200, 429);
    }
    assertThat(posts.get(POLL + "?wait=0&after=" + head, eve).statusCode()).isEqualTo(200);
  }

  private JsonNode poll(String path) throws Exception {
    var answer = posts.get(path, eve);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private HttpResponse<String> unchecked(String path) {
    try {
      return posts.get(path, eve);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
