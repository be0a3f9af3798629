package dev.tidings.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.delivery.Dispatcher;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.SseFrame;
import dev.tidings.harness.Tokens;
import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

abstract class RetentionContract {
  private final RunningTidings tidings;
  private final Retention retention;
  private final Api admin;
  private final String name = Fresh.name("user");
  private final Api user;

  RetentionContract(Database database) {
    tidings = RunningTidings.on(database);
    retention = tidings.part(Retention.class);
    admin = tidings.as(Tokens.admin("olga"));
    user = tidings.as(Tokens.user(name, List.of()));
  }

  private Answer post() {
    return post(Draft.to("user:" + name));
  }

  private Answer post(Draft draft) {
    return admin.post(draft).is(201);
  }

  private void set(Answer notice, String column, Duration ago) {
    tidings
        .jdbc()
        .sql("update notice set " + column + " = ? where id = ?")
        .param(Instant.now().minus(ago).atOffset(ZoneOffset.UTC))
        .param(UUID.fromString(notice.text("id")))
        .update();
  }

  /** As if it was published so long ago, and with it whatever was published before. */
  private void age(Answer notice, Duration ago) {
    tidings
        .jdbc()
        .sql("update notice set published_at = ? where event_seq <= ?")
        .param(Instant.now().minus(ago).atOffset(ZoneOffset.UTC))
        .param(seq(notice))
        .update();
  }

  private void setStatus(Answer notice, String status) {
    tidings
        .jdbc()
        .sql("update notice set status = ? where id = ?")
        .param(status)
        .param(UUID.fromString(notice.text("id")))
        .update();
  }

  private boolean isKept(Answer notice) {
    return admin.get("/api/v1/notices/" + notice.text("id")).status() == 200;
  }

  @Test
  void aNoticeGoesHalfAYearAfterItWasPublished() throws Exception {
    Answer old = post();
    Answer young = post();
    age(old, Duration.ofDays(181));
    set(young, "published_at", Duration.ofDays(179));
    retention.round();

    assertThat(isKept(young)).isTrue();
    assertThat(isKept(old)).isFalse();
    assertThat(tidings.rows("notice_audience", "notice_id = ?", UUID.fromString(old.text("id"))))
        .isZero();
    assertThat(user.get("/api/v1/me/notices").body())
        .contains(young.text("id"))
        .doesNotContain(old.text("id"));
  }

  @Test
  void aNoticeThatLivesLongerGoesHalfAYearAfterItsEnd() throws Exception {
    Answer living = post();
    Answer ended = post();
    Answer longEnded = post();
    age(longEnded, Duration.ofDays(400));
    set(living, "expires_at", Duration.ofDays(-1));
    set(ended, "expires_at", Duration.ofDays(179));
    set(longEnded, "expires_at", Duration.ofDays(181));
    retention.round();

    assertThat(isKept(living)).isTrue();
    assertThat(isKept(ended)).isTrue();
    assertThat(isKept(longEnded)).isFalse();
  }

  @Test
  void whatIsOnlyScheduledIsNeverRemoved() throws Exception {
    Answer scheduled = post();
    setStatus(scheduled, "SCHEDULED");
    set(scheduled, "created_at", Duration.ofDays(500));
    set(scheduled, "published_at", Duration.ofDays(400)); // never so, but were it
    retention.round();

    assertThat(isKept(scheduled)).isTrue();
  }

  @Test
  void whatEndedBeforeAnybodyCouldPublishItGoesHalfAYearAfterItsEnd() throws Exception {
    String later = Instant.now().plus(Duration.ofDays(1)).toString();
    Answer ended = post(Draft.to("user:" + name).with("publishAt", later));
    Answer longEnded = post(Draft.to("user:" + name).with("publishAt", later));
    for (Answer notice : List.of(ended, longEnded)) {
      set(notice, "expires_at", Duration.ofDays(notice == ended ? 179 : 181));
      set(notice, "publish_at", Duration.ofDays(182));
    }
    retention.round();

    assertThat(isKept(ended)).isTrue();
    assertThat(isKept(longEnded)).isFalse();
    assertThat(
            tidings.rows("notice_audience", "notice_id = ?", UUID.fromString(longEnded.text("id"))))
        .isZero();
  }

  @Test
  void whatWasRetractedBeforeItsTimeGoesToo() throws Exception {
    Answer retracted = post();
    setStatus(retracted, "RETRACTED");
    set(retracted, "created_at", Duration.ofDays(181));
    tidings
        .jdbc()
        .sql("update notice set published_at = null where id = ?")
        .param(UUID.fromString(retracted.text("id")))
        .update();
    retention.round();

    assertThat(isKept(retracted)).isFalse();
  }

  @Test
  void whatIsNewsAgainIsKeptAsIfPublishedThen() throws Exception {
    Answer renewed = post();
    post();
    renotify(renewed);
    set(renewed, "published_at", Duration.ofDays(181));
    retention.round();

    assertThat(isKept(renewed)).isTrue();
  }

  private void renotify(Answer notice) {
    admin.patch("/api/v1/notices/" + notice.text("id"), "{\"renotify\":true}").is(200);
  }

  @Test
  void marksGoWithTheirNotices() throws Exception {
    Answer old = post();
    Answer young = post();
    for (Answer notice : List.of(old, young)) {
      read(notice);
    }
    age(old, Duration.ofDays(181));
    retention.round();

    assertThat(tidings.rows("inbox_mark", "event_seq = ?", seq(old))).isZero();
    assertThat(tidings.rows("inbox_mark", "event_seq = ?", seq(young))).isEqualTo(1);
  }

  @Test
  void marksThatWereOutdatedGoInTime() throws Exception {
    post();
    Answer renewed = post();
    read(renewed);
    renotify(renewed);
    retention.round();
    assertThat(tidings.rows("inbox_mark", "event_seq = ?", seq(renewed))).isEqualTo(1);

    age(renewed, Duration.ofDays(181)); // not itself: its number is another one now
    retention.round();
    assertThat(tidings.rows("inbox_mark", "event_seq = ?", seq(renewed))).isZero();
  }

  private void read(Answer notice) {
    user.send(
            user.request("/api/v1/me/notices/" + notice.text("id") + "/read")
                .POST(BodyPublishers.noBody()))
        .is(204);
  }

  private static long seq(Answer posted) {
    return EventId.parse(posted.text("eventId")).seq();
  }

  @Test
  void oneServerAtATimeRemoves() {
    Answer old = post();
    age(old, Duration.ofDays(181));
    tidings
        .part(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              tidings.jdbc().sql("select id from retention_lock for update").query().singleValue();
              otherServer();
              assertThat(isKept(old)).isTrue();
            });
    otherServer();
    assertThat(isKept(old)).isFalse();
  }

  /** Does not wait for whoever is at it. */
  private void otherServer() {
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    retention.round();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().atMost(Duration.ofSeconds(10)).until(() -> !thread.isAlive());
  }

  @Test
  void clientsFromBeforeTheLogBeginsAreToldToReload() throws Exception {
    String gone = post().text("eventId");
    String boundary = post().text("eventId");
    String missed = post().text("eventId");
    ageEventsUpTo(boundary);
    retention.round();
    startAnew();

    String token = Tokens.user(name, List.of());
    for (String lost : List.of(gone, EventId.parse(gone).epoch() + "-0")) {
      try (var stream = open(token, lost)) {
        SseFrame reset = stream.until("reset").getLast();
        assertThat(reset.data()).isEqualTo("{\"reason\":\"horizon\"}");
        assertThat(reset.id()).isEqualTo(tidings.head());
      }
      assertThat(user.get("/api/v1/me/poll?after=" + lost).body())
          .contains("\"reset\":{\"reason\":\"horizon\"}");
    }
    try (var stream = open(token, boundary)) {
      assertThat(stream.until("notice").getLast().id()).isEqualTo(missed);
    }
    assertThat(admin.get("/api/v1/admin/stream").json().at("/stream/firstId").asString())
        .isEqualTo(boundary);
    assertThat(post().text("eventId")).isEqualTo(tidings.head());
  }

  private RawStream open(String token, String lastEventId) {
    return RawStream.open(
        tidings.port(), "/api/v1/me/stream", token, "Last-Event-ID: " + lastEventId);
  }

  private void ageEventsUpTo(String eventId) {
    tidings
        .jdbc()
        .sql("update event_log set created_at = ? where seq <= ?")
        .param(Instant.now().minus(Duration.ofDays(9)).atOffset(ZoneOffset.UTC))
        .param(EventId.parse(eventId).seq())
        .update();
  }

  /** The memory of a server that starts now. */
  private void startAnew() {
    EventId head = tidings.part(LogReader.class).head().newest();
    await().until(() -> tidings.part(Dispatcher.class).head().equals(head));
    tidings.part(Dispatcher.class).restart(head, head.seq());
  }
}
