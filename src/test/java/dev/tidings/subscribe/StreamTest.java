package dev.tidings.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Posts;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.RunningServer;
import dev.tidings.harness.SseFrame;
import dev.tidings.harness.Tokens;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** {@code GET /api/v1/me/stream}, as a client on the wire sees it. */
@RunningServer
class StreamTest {
  private static final String STREAM = "/api/v1/me/stream";

  @LocalServerPort int port;
  private Posts posts;
  private final String dora = Tokens.user("dora", List.of("s1"));

  @BeforeEach
  void connect() {
    posts = new Posts(port);
  }

  @Test
  void theHeadersKeepProxiesFromHoldingItBack() {
    try (var stream = RawStream.open(port, STREAM, dora)) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream;charset=UTF-8");
      assertThat(stream.header("Cache-Control")).isEqualTo("no-store, no-transform");
      assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
    }
  }

  @Test
  void itBeginsWithRetryAndReadyAndThenTellsThatNothingIsMissing() {
    String head = posts.post("all").eventId();
    try (var stream = RawStream.open(port, STREAM, dora, "Last-Event-ID: " + head)) {
      assertThat(Integer.parseInt(stream.line().replace("retry: ", ""))).isBetween(1_000, 5_000);
      assertThat(stream.line()).isEmpty();
      SseFrame ready = stream.next();
      assertThat(ready.event()).isEqualTo("ready");
      assertThat(ready.id()).isEqualTo(head);
      assertThat(ready.data())
          .startsWith("{\"user\":\"dora\",\"head\":\"" + head + "\",\"time\":\"20")
          .endsWith("Z\",\"server\":\"here\"}");
      assertThat(stream.next()).isEqualTo(new SseFrame("cursor", head, "{}"));
    }
  }

  @Test
  void whatWasMissedComesInOrderAndThenWhatIsNew() {
    String before = posts.post("all").eventId();
    var first = posts.post("group:s1");
    posts.post("user:somebody-else");
    var second = posts.post("user:dora", "group:s1", "all");
    try (var stream = RawStream.open(port, STREAM, dora, "Last-Event-ID: " + before)) {
      List<SseFrame> missed = stream.until("cursor");
      var third = posts.post("all");
      List<SseFrame> live = stream.until("notice");

      assertThat(missed)
          .extracting(SseFrame::event)
          .containsExactly("ready", "notice", "notice", "cursor");
      assertThat(missed)
          .extracting(SseFrame::id)
          .containsExactly(before, first.eventId(), second.eventId(), second.eventId());
      assertThat(live.getLast().id()).isEqualTo(third.eventId());
    }
  }

  @Test
  void theQueryDoesWhereAHeaderCantBeSentAndTheHeaderWins() {
    String early = posts.post("all").eventId();
    String late = posts.post("all").eventId();
    try (var stream = RawStream.open(port, STREAM + "?lastEventId=" + early, dora)) {
      assertThat(stream.next().id()).isEqualTo(early);
    }
    String both = STREAM + "?lastEventId=" + early;
    try (var stream = RawStream.open(port, both, dora, "Last-Event-ID: " + late)) {
      assertThat(stream.next().id()).isEqualTo(late);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "-",
        "1",
        "1-",
        "-1",
        "1-2-3",
        "01-1",
        "1-01",
        "+1-1",
        "1 -1",
        "1--1",
        "9007199254740992-1",
        "1-9007199254740992",
        "99999999999999999999999-1",
        "1-1\u00e9",
        "\u00b9-\u00b2",
        "\u0661-\u0661",
        "<script>",
        "%00",
        "1-1;drop table event_log"
      })
  void garbageIsAnsweredWithAReset(String garbage) {
    String head = posts.post("user:nobody").eventId();
    try (var stream = RawStream.open(port, STREAM, dora, "Last-Event-ID: " + garbage)) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.until("cursor"))
          .containsSubsequence(
              new SseFrame("reset", head, "{\"reason\":\"malformed\"}"),
              new SseFrame("cursor", head, "{}"));
    }
  }

  @Test
  void aVeryLongIdIsRefusedBeforeItGetsAnywhere() {
    try (var stream =
        RawStream.open(port, STREAM, dora, "Last-Event-ID: " + "9".repeat(7_000) + "-1")) {
      assertThat(stream.until("reset").getLast().data()).isEqualTo("{\"reason\":\"malformed\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({"5-1, epoch", "0-0, epoch", "{epoch}-900000000, ahead"})
  void aPositionThatTheLogDoesNotHoldIsAnsweredWithAReset(String position, String reason) {
    String head = posts.post("user:nobody").eventId();
    String epoch = head.substring(0, head.indexOf('-'));
    String id = position.replace("{epoch}", epoch);
    try (var stream = RawStream.open(port, STREAM, dora, "Last-Event-ID: " + id)) {
      List<SseFrame> frames = stream.until("reset");

      assertThat(frames.getFirst().id()).isEqualTo(head);
      assertThat(frames.getLast())
          .isEqualTo(new SseFrame("reset", head, "{\"reason\":\"" + reason + "\"}"));
    }
  }

  @Test
  void theStartOfTheLogIsAGoodPosition() {
    String head = posts.post("user:nobody").eventId();
    String start = head.substring(0, head.indexOf('-')) + "-0";
    try (var stream = RawStream.open(port, STREAM, dora, "Last-Event-ID: " + start)) {
      assertThat(stream.until("cursor")).noneMatch(frame -> frame.event().equals("reset"));
    }
  }

  @Test
  void aQuietUsersPositionMovesWithTheHeartbeat() {
    try (var stream = RawStream.open(port, STREAM, dora)) {
      stream.until("cursor");
      String other = posts.post("user:nobody").eventId();

      assertThat(stream.until("cursor").getLast().id()).isEqualTo(other);
    }
  }

  @Test
  void recipientsNeverSeeWhoElseWasAddressedOrWhoWroteIt() {
    try (var stream = RawStream.open(port, STREAM, dora)) {
      posts.post("user:dora", "user:secret-friend", "group:secret-group");

      assertThat(stream.until("notice").getLast().data())
          .doesNotContain("secret")
          .doesNotContain("audience")
          .doesNotContain("poster");
    }
  }

  @Test
  void withoutATokenThereIsNoStream() {
    try (var stream = RawStream.open(port, STREAM, "nonsense")) {
      assertThat(stream.status()).isEqualTo(401);
      assertThat(stream.header("Content-Type")).startsWith("application/problem+json");
    }
  }
}
