package dev.tidings.retention;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notices that were published, or made news again, long ago and do not live on, and those that were
 * retracted, or had ended, before anybody could publish them. Other scheduled ones stay, however
 * far their time is.
 */
@Component
@Order(1)
final class OldNotices implements OldRows {
  private static final String OLD =
      """
      select id from notice
      where published_at < :before and status <> 'SCHEDULED'
        and (expires_at is null or expires_at < :before)
        and (event_seq is null or event_seq < :young)
      union all
      select id from notice
      where published_at is null and status = 'RETRACTED' and created_at < :before
      union all
      select id from notice
      where published_at is null and status = 'SCHEDULED'
        and publish_at < :before and expires_at < :before
      limit :n
      """;

  /** What belongs to a notice, and at last the notice. */
  private static final List<String> REMOVE =
      List.of("delete from notice_audience where notice_id = ?", "delete from notice where id = ?");

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final YoungNotices young;
  private final RetentionProperties properties;

  OldNotices(
      JdbcClient jdbc, JdbcTemplate batches, YoungNotices young, RetentionProperties properties) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.young = young;
    this.properties = properties;
  }

  @Override
  public String name() {
    return "notices";
  }

  @Override
  public int remove(Instant now, int limit) {
    Instant before = now.minus(properties.notices());
    List<Object[]> ids =
        jdbc.sql(OLD)
            .param("before", before.atOffset(ZoneOffset.UTC))
            .param("young", young.begin(before))
            .param("n", limit)
            .query((row, n) -> new Object[] {row.getObject("id", UUID.class)})
            .list();
    REMOVE.forEach(sql -> batches.batchUpdate(sql, ids));
    return ids.size();
  }
}
