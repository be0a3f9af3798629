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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

  private Answer scheduleIn(Duration wait) {
    return admin
        .post(
            Draft.to("group:" + group)
                .with("category", category)
                .with("publishAt", Instant.now().plus(wait).toString()))
        .is(201);
  }

  private Answer published(Answer scheduled) {
    String location = scheduled.header("Location");
    return await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> admin.get(location), answer -> answer.text("status").equals("PUBLISHED"));
  }

  private List<String> inbox() {
    Answer page =
        tidings
            .as(Tokens.user("u", List.of(group)))
            .get("/api/v1/me/notices?category=" + category)
            .is(200);
    return page.json().path("items").valueStream().map(n -> n.path("id").asString()).toList();
  }

  private long events(Answer notice) {
    return tidings
        .jdbc()
        .sql("select count(*) from event_log where notice_id = ?")
        .param(UUID.fromString(notice.text("id")))
        .query(Long.class)
        .single();
  }

  @Test
  void aNoticeForLaterIsOnlyScheduled() {
    Answer scheduled = scheduleIn(Duration.ofHours(1));
    assertThat(scheduled.text("status")).isEqualTo("SCHEDULED");
    assertThat(scheduled.header("ETag")).isEqualTo("\"1\"");
    assertThat(scheduled.json().propertyNames()).doesNotContain("eventId", "publishedAt");
    assertThat(admin.get(scheduled.header("Location")).json()).isEqualTo(scheduled.json());
    assertThat(events(scheduled)).isZero();
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
    assertThat(published.text("eventId")).isNotEmpty();
    assertThat(events(scheduled)).isEqualTo(1);
    assertThat(inbox()).containsExactly(scheduled.text("id"));
  }
}
