package dev.tidings.publish;

import dev.tidings.notice.Notice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows by which inboxes find notices: each of a notice's keys, and the number of the event that
 * was its newest news. Part of the caller's transaction.
 */
@Repository
class NoticeAudience {
  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  NoticeAudience(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Adds the keys of a notice that has none yet. */
  void add(Notice notice) {
    Long seq = seq(notice);
    batches.batchUpdate(
        "insert into notice_audience (audience_key, event_seq, notice_id) values (?, ?, ?)",
        notice.audience().stream()
            .map(key -> new Object[] {key.value(), seq, notice.id()})
            .toList());
  }

  /** Replaces the keys. */
  void replace(Notice notice) {
    jdbc.sql("delete from notice_audience where notice_id = ?").param(notice.id()).update();
    add(notice);
  }

  /** Moves it in inboxes to where its news is now. */
  void move(Notice notice) {
    jdbc.sql("update notice_audience set event_seq = :seq where notice_id = :notice")
        .param("seq", seq(notice))
        .param("notice", notice.id())
        .update();
  }

  /** Takes it out of all inboxes; its keys stay for those who may still look at it. */
  void hide(UUID noticeId) {
    jdbc.sql("update notice_audience set event_seq = null where notice_id = ?")
        .param(noticeId)
        .update();
  }

  private static @Nullable Long seq(Notice notice) {
    return notice.eventId() == null ? null : notice.eventId().seq();
  }
}
