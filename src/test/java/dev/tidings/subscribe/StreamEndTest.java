package dev.tidings.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.harness.Posts;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.RunningServer;
import dev.tidings.harness.SseFrame;
import dev.tidings.harness.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How streams end, and that nothing stays behind. */
@RunningServer
class StreamEndTest {
  private static final String STREAM = "/api/v1/me/stream";

  @LocalServerPort int port;
  @Autowired ConnectionRegistry registry;
  private Posts posts;

  @BeforeEach
  void connect() {
    posts = new Posts(port);
  }

  @Test
  void aByeTellsWhyAndWhenToComeBack() {
    try (var stream = RawStream.open(port, STREAM, Tokens.user("fay", List.of()))) {
      stream.until("cursor");
      registry.end("fay", connection -> true, ByeReason.ROTATION);

      String retry = stream.line();
      while (retry != null && !retry.startsWith("retry")) {
        retry = stream.line();
      }
      assertThat(Integer.parseInt(retry.replace("retry: ", ""))).isBetween(0, 500);
      assertThat(stream.next())
          .isEqualTo(new SseFrame("bye", "", "{\"reason\":\"rotation\",\"reconnect\":true}"));
      assertThat(stream.next()).isNull();
    }
    await().until(() -> registry.ofUser("fay").isEmpty());
  }

  @Test
  void aStreamEndsWithItsToken() {
    String token = Tokens.userUntil("gil", Duration.ofSeconds(2));
    try (var stream = RawStream.open(port, STREAM, token)) {
      assertThat(stream.until("bye").getLast().data())
          .isEqualTo("{\"reason\":\"expired\",\"reconnect\":false}");
    }
  }

  @Test
  void theOldestOfTooManyStreamsEnds() {
    String token = Tokens.user("hal", List.of());
    var streams = new ArrayList<RawStream>();
    for (int i = 0; i < 21; i++) {
      streams.add(RawStream.open(port, STREAM, token));
      streams.getLast().until("cursor");
    }

    assertThat(streams.getFirst().until("bye").getLast().data())
        .isEqualTo("{\"reason\":\"too-many\",\"reconnect\":false}");
    await().until(() -> registry.ofUser("hal").size() == 20);
    streams.forEach(RawStream::close);
  }

  @Test
  void aClientThatLeftIsForgotten() {
    var stream = RawStream.open(port, STREAM, Tokens.user("ida", List.of()));
    stream.until("cursor");
    assertThat(registry.ofUser("ida")).hasSize(1);
    stream.close();

    await().atMost(Duration.ofSeconds(5)).until(() -> registry.ofUser("ida").isEmpty());
  }

  @Test
  void aRevokedTokensStreamsEndAndItOpensNoOther() throws Exception {
    String token = Tokens.user("joe", List.of());
    try (var stream = RawStream.open(port, STREAM, token)) {
      stream.until("cursor");
      assertThat(posts.send("DELETE", "/api/v1/session", token, "").statusCode()).isEqualTo(204);

      assertThat(stream.until("bye").getLast().data())
          .isEqualTo("{\"reason\":\"revoked\",\"reconnect\":false}");
    }
    try (var stream = RawStream.open(port, STREAM, token)) {
      assertThat(stream.status()).isEqualTo(401);
    }
  }

  @Test
  void aClientThatTakesNothingIsCutAndDelaysNobody() throws Exception {
    String before = posts.post("user:kim", "user:leo").eventId();
    try (var stuck = RawStream.open(port, STREAM, Tokens.user("kim", List.of()));
        var lively = RawStream.open(port, STREAM, Tokens.user("leo", List.of()))) {
      lively.until("cursor");
      String body = "x".repeat(9_000);
      String notice =
          "{\"audience\":[\"user:kim\",\"user:leo\"],\"title\":\"big\",\"body\":\"" + body + "\"}";
      assertThat(registry.ofUser("kim")).hasSize(1);
      CompletableFuture<Integer> taken = CompletableFuture.supplyAsync(() -> take(lively, 60));
      for (int i = 0; i < 60; i++) {
        posts.send("POST", "/api/v1/notices", Tokens.admin("poster"), notice);
      }

      assertThat(taken.get(20, TimeUnit.SECONDS)).isEqualTo(60);
      await().atMost(Duration.ofSeconds(8)).until(() -> registry.ofUser("kim").isEmpty());
      assertThat(registry.ofUser("leo")).hasSize(1);
    }
    try (var back =
        RawStream.open(port, STREAM, Tokens.user("kim", List.of()), "Last-Event-ID: " + before)) {
      long missed =
          back.until("cursor").stream().filter(frame -> frame.event().equals("notice")).count();
      assertThat(missed).isEqualTo(60);
    }
  }

  private static int take(RawStream stream, int notices) {
    int taken = 0;
    while (taken < notices) {
      stream.until("notice");
      taken++;
    }
    return taken;
  }
}
