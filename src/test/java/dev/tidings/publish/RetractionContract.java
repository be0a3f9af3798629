package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.PublisherToken;
import dev.tidings.testing.RunningTidings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class RetractionContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String group = Fresh.name("group");
  private final String category = Fresh.name("category");
  private final String secret = Fresh.name("secret");

  RetractionContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  private Draft draft() {
    return Draft.to("group:" + group)
        .with("category", category)
        .with("title", secret)
        .with("body", secret)
        .with("link", "/" + secret)
        .with("data", Map.of("k", secret));
  }

  private NoticeHistory history(Answer notice) {
    return NoticeHistory.of(tidings, notice.text("id"));
  }

  private String inbox() {
    return tidings
        .as(Tokens.user("u", List.of(group)))
        .get("/api/v1/me/notices?category=" + category)
        .is(200)
        .body();
  }

  /** Every table, as a backup would keep it. */
  private List<String> tablesWithTheSecret() {
    return List.of("event_log.payload", "notice.title", "notice.body", "notice.link", "notice.data")
        .stream()
        .filter(
            column -> {
              String[] parts = column.split("\\.");
              String sql = "select count(*) from %s where %s like ?".formatted((Object[]) parts);
              return tidings.jdbc().sql(sql).param("%" + secret + "%").query(Integer.class).single()
                  > 0;
            })
        .toList();
  }

  @Test
  void whatItSaidIsGoneAndTheRestStays() {
    Answer posted = admin.post(draft().with("severity", "CRITICAL")).is(201);
    admin.patch(posted.header("Location"), "{\"title\":\"more " + secret + "\"}").is(200);
    assertThat(tablesWithTheSecret()).hasSize(5);

    Answer retracted = admin.retract(posted.header("Location")).is(200);

    assertThat(retracted.header("ETag")).isEqualTo("\"3\"");
    assertThat(retracted.json())
        .hasToString(
            """
            {"id":"%s","eventId":"%s","audience":["group:%s"],"category":"%s",\
            "severity":"CRITICAL","title":"","body":"","publishedAt":"%s","createdAt":"%s",\
            "createdBy":"olga","revision":3,"status":"RETRACTED"}\
            """
                .formatted(
                    posted.text("id"),
                    posted.text("eventId"),
                    group,
                    category,
                    posted.text("publishedAt"),
                    posted.text("createdAt")));
    assertThat(admin.get(posted.header("Location")).json()).isEqualTo(retracted.json());
    assertThat(tablesWithTheSecret()).isEmpty();
    assertThat(history(posted).kinds()).containsExactly("void", "void", "notice-retracted");
    assertThat(history(posted).payloads())
        .containsExactly(
            "",
            "",
            "{\"id\":\"%s\",\"eventId\":\"%s\",\"revision\":3}"
                .formatted(posted.text("id"), posted.text("eventId")));
    assertThat(inbox()).contains("\"items\":[]");
  }

  @Test
  void onlyTheAuditStillKnows() {
    Answer posted = admin.post(draft()).is(201);
    admin.retract(posted.header("Location")).is(200);
    var entry =
        admin
            .get("/api/v1/admin/audit?subject=notice:" + posted.text("id"))
            .is(200)
            .json()
            .at("/items/0");
    assertThat(entry.path("action").asString()).isEqualTo("notice-retracted");
    assertThat(entry.path("details")).hasToString("{\"revision\":2}");
    assertThat(entry.path("notice")).isEqualTo(posted.json());
  }

  @Test
  void aRetractionThatIsSentAgainIsAnsweredAsBefore() {
    Answer posted = admin.post(draft()).is(201);
    String location = posted.header("Location");
    Answer retracted = admin.send(admin.retracting(location).header("If-Match", "\"1\"")).is(200);
    Answer again = admin.send(admin.retracting(location).header("If-Match", "\"1\"")).is(200);
    assertThat(again.json()).isEqualTo(retracted.json());
    assertThat(again.header("ETag")).isEqualTo("\"2\"");
    assertThat(history(posted).kinds()).containsExactly("void", "notice-retracted");
  }

  @Test
  void aRetractionIsForTheRevisionThatItsSenderHasSeen() {
    Answer posted = admin.post(draft()).is(201);
    String location = posted.header("Location");
    admin.patch(location, "{\"body\":\"b\"}").is(200);
    admin
        .send(admin.retracting(location).header("If-Match", "\"1\""))
        .refused(412, "stale-revision");
    assertThat(history(posted).kinds()).containsExactly("notice", "notice-updated");
    admin.send(admin.retracting(location).header("If-Match", "\"2\"")).is(200);
  }

  @Test
  void aRetractedNoticeIsFinal() {
    Answer posted = admin.post(draft()).is(201);
    String location = posted.header("Location");
    admin.retract(location).is(200);
    admin.patch(location, "{\"title\":\"t\"}").refused(409, "retracted");
    admin.patch(location, "{}").refused(409, "retracted");
    admin.patch(location, "{\"renotify\":true}").refused(409, "retracted");
  }

  @Test
  void nobodyIsToldOfANoticeThatWasOnlyScheduled() {
    String later = Instant.now().plusSeconds(3600).toString();
    Answer scheduled = admin.post(draft().with("publishAt", later)).is(201);
    Answer retracted = admin.retract(scheduled.header("Location")).is(200);
    assertThat(retracted.text("status")).isEqualTo("RETRACTED");
    assertThat(retracted.text("revision")).isEqualTo("2");
    assertThat(retracted.json().has("eventId")).isFalse();
    assertThat(history(scheduled).kinds()).isEmpty();
    assertThat(tablesWithTheSecret()).isEmpty();
  }

  /** Whoever comes back may still be sent it, as expiry makes no event. */
  @Test
  void anExpiredNoticeCanBeRetracted() {
    Answer posted =
        admin.post(draft().with("expiresAt", Instant.now().plusSeconds(3600).toString())).is(201);
    tidings.expire(posted.text("id"));
    assertThat(admin.retract(posted.header("Location")).is(200).text("status"))
        .isEqualTo("RETRACTED");
    assertThat(history(posted).kinds()).containsExactly("void", "notice-retracted");
  }

  @Test
  void aPostThatIsSentAgainAfterwardsIsAnsweredWithWhatIsLeft() {
    String key = Fresh.name("key");
    Answer posted = admin.post(draft().json(), key).is(201);
    Answer retracted = admin.retract(posted.header("Location")).is(200);
    Answer again = admin.post(draft().json(), key).is(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json()).isEqualTo(retracted.json());
  }

  @Test
  void onlyThoseWhoMayAddressItsWholeAudienceRetractIt() {
    Answer posted = admin.post(Draft.to("group:" + group, "user:a")).is(201);
    String location = posted.header("Location");
    tidings
        .as(PublisherToken.of("pia", "group:" + group))
        .retract(location)
        .refused(404, "not-found");
    tidings.as(Tokens.user("uma", List.of(group))).retract(location).refused(403, "forbidden");
    admin.retract("/api/v1/notices/x").refused(404, "not-found");
    tidings.as(PublisherToken.of("pia", "group:" + group, "user:*")).retract(location).is(200);
  }
}
