package dev.tidings.retention;

import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people have read and archived of notices that are gone, or that were made news again and so
 * outdated it.
 */
@Component
@Order // after the notices
final class OrphanedMarks implements OldRows {
  private static final String ORPHANED =
      """
      select m.username, m.event_seq from inbox_mark m
      where m.event_seq < :young
        and not exists (select 1 from notice n where n.event_seq = m.event_seq)
      limit :n
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final YoungNotices young;
  private final RetentionProperties properties;

  OrphanedMarks(
      JdbcClient jdbc, JdbcTemplate batches, YoungNotices young, RetentionProperties properties) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.young = young;
    this.properties = properties;
  }

  @Override
  public String name() {
    return "marks";
  }

  @Override
  public int remove(Instant now, int limit) {
    List<Object[]> keys =
        jdbc.sql(ORPHANED)
            .param("young", young.begin(now.minus(properties.notices())))
            .param("n", limit)
            .query((row, n) -> new Object[] {row.getString(1), row.getLong(2)})
            .list();
    batches.batchUpdate("delete from inbox_mark where username = ? and event_seq = ?", keys);
    return keys.size();
  }
}
