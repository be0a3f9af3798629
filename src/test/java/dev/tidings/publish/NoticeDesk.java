package dev.tidings.publish;

import dev.tidings.notice.Notice;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.security.Caller;
import dev.tidings.testing.Draft;
import dev.tidings.testing.RunningTidings;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that can be done with notices, one step below HTTP, for tests that do much of it. */
public final class NoticeDesk {
  private final NoticeController controller;
  private final NoticeListController list;
  private final DueNotices due;
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Caller admin;

  public NoticeDesk(RunningTidings tidings, Caller admin) {
    this.controller = tidings.part(NoticeController.class);
    this.list = tidings.part(NoticeListController.class);
    this.due = tidings.part(DueNotices.class);
    this.jdbc = tidings.jdbc();
    this.json = tidings.part(JsonMapper.class);
    this.admin = admin;
  }

  public Notice post(Draft draft) {
    return body(controller.post(admin, null, json.readValue(draft.json(), NoticeRequest.class)));
  }

  /** Changes it by a merge patch. */
  public Notice patch(UUID id, String patch) {
    JsonNode body = json.readTree(patch);
    return body(controller.patch(admin, id.toString(), null, body));
  }

  public Notice retract(UUID id) {
    return body(controller.retract(admin, id.toString(), null));
  }

  /** As if its time to be published had come. */
  public Notice publish(UUID id) {
    jdbc.sql("update notice set publish_at = created_at where id = ? and status = 'SCHEDULED'")
        .param(id)
        .update();
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> due.publishOne() || find(id).status() == NoticeStatus.PUBLISHED);
    return find(id);
  }

  /** As if it had ended now. */
  public void end(UUID id) {
    jdbc.sql("update notice set expires_at = ? where id = ?")
        .params(Timestamp.from(Instant.now().truncatedTo(ChronoUnit.MILLIS)), id)
        .update();
  }

  public Notice find(UUID id) {
    return body(controller.get(admin, id.toString()));
  }

  /**
   * A page of what was posted; empty text is no filter.
   *
   * @return the cursor of the next page; null when there is none
   */
  public @Nullable String list(
      String status,
      String category,
      String audience,
      String text,
      @Nullable String cursor,
      int limit) {
    var page =
        list.page(admin, status, category, audience, text, cursor, Integer.toString(limit))
            .getBody();
    return Objects.requireNonNull(page).nextCursor();
  }

  private static Notice body(ResponseEntity<Notice> answer) {
    return Objects.requireNonNull(answer.getBody());
  }
}
