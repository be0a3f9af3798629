package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.PublisherToken;
import dev.tidings.testing.RunningTidings;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class ScheduleContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String group = Fresh.name("group");
  private final String category = Fresh.name("category");

  ScheduleContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  private static String in(Duration wait) {
    return Instant.now().plus(wait).toString();
  }

  private Draft draft() {
    return Draft.to("group:" + group).with("category", category);
  }

  private Answer scheduleIn(Duration wait) {
    return admin.post(draft().with("publishAt", in(wait))).is(201);
  }

  private Answer schedule() {
    return scheduleIn(Duration.ofHours(1));
  }

  private Answer patch(Answer notice, String patch) {
    return admin.patch(notice.header("Location"), patch);
  }

  private Answer now(Answer notice) {
    return admin.get(notice.header("Location")).is(200);
  }

  private Answer published(Answer scheduled) {
    return await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> now(scheduled), answer -> answer.text("status").equals("PUBLISHED"));
  }

  private List<String> inbox() {
    Answer page =
        tidings
            .as(Tokens.user("u", List.of(group)))
            .get("/api/v1/me/notices?category=" + category)
            .is(200);
    return page.json().path("items").valueStream().map(n -> n.path("id").asString()).toList();
  }

  private List<String> kinds(Answer notice) {
    return NoticeHistory.of(tidings, notice.text("id")).kinds();
  }

  /** As if it had been so while no server was up. */
  private void set(Answer notice, Instant publishAt, @Nullable Instant expiresAt) {
    tidings
        .jdbc()
        .sql("update notice set publish_at = ?, expires_at = ? where id = ?")
        .param(Timestamp.from(publishAt))
        .param(expiresAt == null ? null : Timestamp.from(expiresAt))
        .param(UUID.fromString(notice.text("id")))
        .update();
  }

  @Test
  void aNoticeForLaterIsOnlyScheduled() {
    Answer scheduled = schedule();
    assertThat(scheduled.text("status")).isEqualTo("SCHEDULED");
    assertThat(scheduled.header("ETag")).isEqualTo("\"1\"");
    assertThat(scheduled.json().propertyNames()).doesNotContain("eventId", "publishedAt");
    assertThat(now(scheduled).json()).isEqualTo(scheduled.json());
    assertThat(kinds(scheduled)).isEmpty();
    assertThat(inbox()).isEmpty();
  }

  @Test
  void itIsPublishedOnceWithinASecondOfItsTime() {
    Answer scheduled = scheduleIn(Duration.ofMillis(700));
    Answer published = published(scheduled);
    Duration late =
        Duration.between(
            Instant.parse(published.text("publishAt")),
            Instant.parse(published.text("publishedAt")));
    assertThat(late).isBetween(Duration.ZERO, Duration.ofSeconds(1));
    assertThat(published.text("revision")).isEqualTo("2");
    assertThat(published.text("createdAt")).isEqualTo(scheduled.text("createdAt"));
    assertThat(kinds(scheduled)).containsExactly("notice");
    assertThat(NoticeHistory.of(tidings, scheduled.text("id")).last().path("eventId").asString())
        .isEqualTo(published.text("eventId"));
    assertThat(inbox()).containsExactly(scheduled.text("id"));
  }

  @Test
  void whatWasDueWhileNobodyWasThereIsPublishedAtOnce() {
    Answer scheduled = schedule();
    set(scheduled, Instant.now().minus(Duration.ofHours(1)), null);
    published(scheduled);
    assertThat(kinds(scheduled)).containsExactly("notice");
  }

  @Test
  void whatEndedBeforeAnybodyCouldPublishItIsNeverPublishedUnlessItIsExtended() {
    Answer lapsed = schedule();
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
    set(lapsed, hourAgo.minusSeconds(1), hourAgo);
    Answer due = schedule();
    set(due, hourAgo, null);
    published(due);

    Answer found = now(lapsed);
    assertThat(found.text("status")).isEqualTo("EXPIRED");
    assertThat(found.json().has("eventId")).isFalse();
    assertThat(kinds(lapsed)).isEmpty();
    assertThat(patch(lapsed, "{\"body\":\"b\"}").is(200).text("status")).isEqualTo("EXPIRED");
    assertThat(kinds(lapsed)).isEmpty();

    Answer extended = patch(lapsed, "{\"expiresAt\":null}").is(200);
    assertThat(extended.text("status")).isEqualTo("PUBLISHED");
    assertThat(kinds(lapsed)).containsExactly("notice");
  }

  @Test
  void itsTimeCanBeChanged() {
    Answer scheduled = schedule();
    Answer moved = patch(scheduled, "{\"publishAt\":\"" + in(Duration.ofHours(2)) + "\"}").is(200);
    assertThat(moved.text("status")).isEqualTo("SCHEDULED");
    assertThat(moved.text("revision")).isEqualTo("2");
    String soon = in(Duration.ofMillis(300));
    patch(scheduled, "{\"publishAt\":\"" + soon + "\"}").is(200);
    Answer published = published(scheduled);
    assertThat(Instant.parse(published.text("publishedAt")))
        .isAfterOrEqualTo(Instant.parse(published.text("publishAt")));
    assertThat(published.text("revision")).isEqualTo("4");
    assertThat(kinds(scheduled)).containsExactly("notice");
  }

  @Test
  void itCanBePublishedNow() {
    Answer first = schedule();
    Answer second = schedule();
    Answer published = patch(first, "{\"publishAt\":null}").is(200);
    assertThat(published.text("status")).isEqualTo("PUBLISHED");
    assertThat(published.text("eventId")).isEqualTo(tidings.head());
    assertThat(published.text("revision")).isEqualTo("2");
    assertThat(kinds(first)).containsExactly("notice");

    String past = "2020-01-01T00:00:00Z";
    String patch = "{\"publishAt\":\"" + past + "\",\"title\":\"now\",\"renotify\":true}";
    assertThat(patch(second, patch).is(200).text("publishAt")).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(kinds(second)).containsExactly("notice");
    assertThat(inbox()).containsExactly(second.text("id"), first.text("id"));
  }

  @Test
  void everythingElseCanBeChangedToo() {
    Answer scheduled = schedule();
    String other = Fresh.name("group");
    Answer changed =
        patch(scheduled, "{\"title\":\"new\",\"audience\":[\"group:" + other + "\"]}").is(200);
    assertThat(changed.text("title")).isEqualTo("new");
    assertThat(changed.json().path("audience")).hasToString("[\"group:" + other + "\"]");
    assertThat(kinds(scheduled)).isEmpty();
    patch(scheduled, "{\"publishAt\":null}").is(200);
    assertThat(inbox()).isEmpty();
    assertThat(
            tidings
                .as(Tokens.user("u", List.of(other)))
                .get("/api/v1/me/notices?category=" + category)
                .body())
        .contains(scheduled.text("id"));
  }

  @Test
  void aPublisherChangesTheAudienceWithinWhatTheTokenAllows() {
    Answer scheduled = schedule();
    Api publisher = tidings.as(PublisherToken.of("pia", "group:" + group, "user:*"));
    String location = scheduled.header("Location");
    publisher.patch(location, "{\"audience\":[\"all\"]}").refused(403, "audience-forbidden");
    publisher.patch(location, "{\"audience\":[\"user:u\"]}").is(200);
    tidings
        .as(PublisherToken.of("pia", "group:" + group))
        .patch(location, "{\"body\":\"b\"}")
        .refused(404, "not-found");
  }

  @Test
  void itsEndMustBeAfterItsTime() {
    String inAnHour = in(Duration.ofHours(1));
    admin
        .post(draft().with("publishAt", inAnHour).with("expiresAt", in(Duration.ofMinutes(59))))
        .refused("expiresAt", "must be after publishAt");
    Answer scheduled =
        admin
            .post(draft().with("publishAt", inAnHour).with("expiresAt", in(Duration.ofHours(2))))
            .is(201);
    patch(scheduled, "{\"publishAt\":\"" + in(Duration.ofHours(3)) + "\"}")
        .refused("expiresAt", "must be after publishAt");
    patch(scheduled, "{\"expiresAt\":\"" + inAnHour + "\"}")
        .refused("expiresAt", "must be after publishAt");
  }

  @Test
  void theSameAgainIsTheSameNoticeBeforeAndAfterItsTime() {
    String key = Fresh.name("key");
    String body = draft().with("publishAt", in(Duration.ofMillis(900))).json();
    Answer scheduled = admin.post(body, key).is(201);
    Answer again = admin.post(body, key).is(201);
    assertThat(again.text("id")).isEqualTo(scheduled.text("id"));
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    published(scheduled);
    assertThat(admin.post(body, key).is(201).text("status")).isEqualTo("PUBLISHED");
  }

  @Test
  void theAuditTellsWhoScheduledItAndThatItsTimeCame() {
    Answer scheduled = scheduleIn(Duration.ofMillis(100));
    published(scheduled);
    var entries =
        admin
            .get("/api/v1/admin/audit?subject=notice:" + scheduled.text("id"))
            .is(200)
            .json()
            .path("items");
    assertThat(entries.at("/0/action").asString()).isEqualTo("notice-published");
    assertThat(entries.at("/0").has("actor")).isFalse();
    assertThat(entries.at("/1/action").asString()).isEqualTo("notice-posted");
    assertThat(entries.at("/1/details")).hasToString("{\"audienceKeys\":1,\"scheduled\":true}");
  }
}
