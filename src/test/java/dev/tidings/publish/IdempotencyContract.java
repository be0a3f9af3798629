package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class IdempotencyContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String key = Fresh.name("key");
  private final String title = Fresh.name("title");

  IdempotencyContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  private Draft draft() {
    return Draft.to("group:g").with("title", title);
  }

  private static void assertReplayed(Answer again, Answer first) {
    again.is(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(again.json()).isEqualTo(first.json());
  }

  private static void assertNew(Answer answer) {
    assertThat(answer.is(201).header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void theSameAgainIsAnsweredWithTheSameNotice() {
    Answer first = admin.post(draft().json(), key);
    assertNew(first);
    assertReplayed(admin.post(draft().json(), key), first);
    assertReplayed(admin.post(draft().json(), key), first);
    assertThat(tidings.stored(title)).isEqualTo(1);
  }

  @Test
  void withoutAKeyEveryPostIsANewOne() {
    assertNew(admin.post(draft()));
    assertNew(admin.post(draft()));
    assertThat(tidings.stored(title)).isEqualTo(2);
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    admin.post(draft().json(), key).is(201);
    for (Draft other :
        List.of(
            draft().with("body", "x"),
            draft().with("severity", "WARNING"),
            draft().with("audience", List.of("group:g", "group:h")),
            draft().with("data", Collections.emptyMap()))) {
      admin.post(other.json(), key).refused(422, "idempotency-mismatch");
    }
    assertThat(tidings.stored(title)).isEqualTo(1);
  }

  @Test
  void aNullWithinTheDataIsPartOfTheBody() {
    admin.post(draft().with("data", Collections.singletonMap("a", null)).json(), key).is(201);
    admin
        .post(draft().with("data", Collections.emptyMap()).json(), key)
        .refused(422, "idempotency-mismatch");
  }

  @Test
  void itIsTheParsedBodyThatIsCompared() {
    Answer first =
        admin.post(
            """
            {"title":"%s","audience":["group:g"],"data":{"a":1,"b":{"c":[1,2],"d":null}}}\
            """
                .formatted(title),
            key);
    Answer again =
        admin.post(
            """

              { "data" : { "b": {"d":null, "c":[ 1 , 2 ]}, "a":1 },
                "severity": "INFO", "body": "", "link": null,
                "\\u0061udience":["\\u0067roup:g"], "title": "%s" }
            """
                .formatted(title),
            key);
    assertReplayed(again, first);
    assertThat(tidings.stored(title)).isEqualTo(1);
  }

  @Test
  void aKeyBelongsToItsCaller() {
    Answer mine = admin.post(draft().json(), key);
    Answer theirs = tidings.as(Tokens.admin("otto")).post(draft().json(), key);
    assertNew(theirs);
    assertThat(theirs.text("id")).isNotEqualTo(mine.text("id"));
    assertThat(tidings.stored(title)).isEqualTo(2);
  }

  @Test
  void aRefusedPostDoesNotUseItsKeyUp() {
    admin
        .post(draft().with("expiresAt", "2020-01-01T00:00:00Z").json(), key)
        .refused("expiresAt", "must be in the future");
    assertNew(admin.post(draft().json(), key));
    assertThat(tidings.stored(title)).isEqualTo(1);
  }

  @Test
  void theAnswerIsTheNoticeAsItIsNow() {
    Answer first =
        admin.post(
            draft().with("expiresAt", Instant.now().plusSeconds(3600).toString()).json(), key);
    assertThat(first.is(201).text("status")).isEqualTo("PUBLISHED");
    tidings
        .jdbc()
        .sql("update notice set status = 'RETRACTED', revision = 2 where id = ?")
        .param(UUID.fromString(first.text("id")))
        .update();
    String sameBody = draft().with("expiresAt", first.text("expiresAt")).json();
    Answer again = admin.post(sameBody, key).is(201);
    assertThat(again.text("status")).isEqualTo("RETRACTED");
    assertThat(again.header("ETag")).isEqualTo("\"2\"");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void whatHasExpiredMeanwhileIsStillTheSame() {
    Instant end = Instant.now().plusSeconds(2);
    String body = draft().with("expiresAt", end.toString()).json();
    Answer first = admin.post(body, key).is(201);
    await().until(() -> Instant.now().isAfter(end));
    Answer again = admin.post(body, key).is(201);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertThat(again.text("status")).isEqualTo("EXPIRED");
    admin.post(body, Fresh.name("key")).refused("expiresAt", "must be in the future");
  }

  @Test
  void aKeyIsKeptForSevenDays() {
    Answer first = admin.post(draft().json(), key);
    age(Duration.ofDays(7).minusMinutes(1));
    assertReplayed(admin.post(draft().json(), key), first);
    age(Duration.ofDays(7).plusMinutes(1));
    Answer later = admin.post(draft().with("body", "x").json(), key);
    assertNew(later);
    assertThat(later.text("id")).isNotEqualTo(first.text("id"));
    assertReplayed(admin.post(draft().with("body", "x").json(), key), later);
  }

  private void age(Duration age) {
    tidings
        .jdbc()
        .sql("update idempotency_key set created_at = :then where idem_key = :key")
        .param("then", Timestamp.from(Instant.now().minus(age)))
        .param("key", key)
        .update();
  }
}
