package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.notice.EventId;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class PostingContract {
  private final RunningTidings tidings;
  private final Api admin;

  PostingContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  private static long seq(Answer posted) {
    return EventId.parse(posted.text("eventId")).seq();
  }

  @Test
  void aPostAnswersWithTheNoticeItsPlaceAndItsRevision() {
    Answer posted = admin.post(Draft.to("user:u", "group:g", "user:u")).is(201);
    String id = posted.text("id");
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(posted.header("Location")).isEqualTo("/api/v1/notices/" + id);
    assertThat(posted.header("ETag")).isEqualTo("\"1\"");
    assertThat(posted.header("Content-Type")).isEqualTo("application/json");
    assertThat(posted.header("Cache-Control")).isEqualTo("no-store");
    assertThat(posted.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(posted.header("Idempotency-Replayed")).isEmpty();
    String now = posted.text("publishedAt");
    assertThat(Instant.parse(now))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    assertThat(posted.json())
        .hasToString(
            """
            {"id":"%s","eventId":"%s","audience":["user:u","group:g"],"category":"notice",\
            "severity":"INFO","title":"a title","body":"","publishedAt":"%s","createdAt":"%s",\
            "createdBy":"olga","revision":1,"status":"PUBLISHED"}\
            """
                .formatted(id, tidings.head(), now, now));
  }

  @Test
  void aLinkOfPairsIsRefusedBeforeADatabaseDoes() {
    admin
        .post(Draft.to("group:g").with("link", "/" + "\ud83d\ude00".repeat(1_500)))
        .refused("link", "must not be longer than 2,000 characters");
  }

  @Test
  void everyPostGetsTheNextNumberAndARefusedOneTakesNone() {
    Answer first = admin.post(Draft.to("group:g")).is(201);
    admin
        .post(Draft.to("group:g").with("expiresAt", "2020-01-01T00:00:00Z"))
        .refused("expiresAt", "must be in the future");
    Answer second = admin.post(Draft.to("group:g")).is(201);
    assertThat(seq(second)).isEqualTo(seq(first) + 1);
    assertThat(second.text("id")).isNotEqualTo(first.text("id"));
  }

  @Test
  void whoCanNotReadTheAnswerPostsNothing() {
    String title = Fresh.name("title");
    String draft = Draft.to("group:g").with("title", title).json();
    admin.send(admin.posting(draft).header("Accept", "text/html")).refused(406, "not-acceptable");
    assertThat(tidings.stored(title)).isZero();
  }

  @Test
  void whatWasNeverPostedIsNotFound() {
    admin.get("/api/v1/notices/x").refused(404, "not-found");
    admin.get("/api/v1/notices/1-1-1-1-1").refused(404, "not-found");
    admin.get("/api/v1/notices/" + UUID.randomUUID()).refused(404, "not-found");
  }

  @Test
  void aNoticeIsExpiredFromItsEndOn() {
    Answer posted =
        admin
            .post(Draft.to("group:g").with("expiresAt", Instant.now().plusSeconds(3600).toString()))
            .is(201);
    assertThat(admin.get(posted.header("Location")).text("status")).isEqualTo("PUBLISHED");
    tidings.expire(posted.text("id"));
    assertThat(admin.get(posted.header("Location")).text("status")).isEqualTo("EXPIRED");
  }
}
