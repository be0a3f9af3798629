package dev.tidings.stats;

import dev.tidings.notice.AudienceKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds notices for counting. */
@Repository
class StatsNotices {
  private static final String COLUMNS = "n.id, n.event_seq, n.audience, n.published_at";

  /** What a user who read everything has just read, without what they keep as unread. */
  private static final String JUST_READ =
      "select distinct "
          + COLUMNS
          + """
             from notice_audience a join notice n on n.id = a.notice_id
            where a.audience_key in (:keys) and a.event_seq > :from and a.event_seq <= :upTo
              and not exists (
                select 1 from inbox_mark m
                where m.username = :user and m.event_seq = a.event_seq and not m.is_read)
            order by n.event_seq desc
            limit :n
            """;

  private final JdbcClient jdbc;

  StatsNotices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<StatsNotice> find(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return jdbc.sql("select " + COLUMNS + " from notice n where n.id in (:ids)")
        .param("ids", ids)
        .query((row, n) -> notice(row))
        .list();
  }

  /**
   * The newest notices in (from, upTo] for one of the keys.
   *
   * @param limit how many at most
   */
  List<StatsNotice> justRead(
      String user, Collection<AudienceKey> keys, long from, long upTo, int limit) {
    return jdbc.sql(JUST_READ)
        .param("user", user)
        .param("keys", keys.stream().map(AudienceKey::value).toList())
        .param("from", from)
        .param("upTo", upTo)
        .param("n", limit)
        .query((row, n) -> notice(row))
        .list();
  }

  /** Those of the users who have marked it as read. */
  List<String> readers(long eventSeq, Collection<String> users) {
    return jdbc.sql(
            "select username from inbox_mark"
                + " where event_seq = :seq and username in (:users) and is_read")
        .param("seq", eventSeq)
        .param("users", users)
        .query((row, n) -> row.getString("username"))
        .list();
  }

  private static StatsNotice notice(ResultSet row) throws SQLException {
    Timestamp published = row.getTimestamp("published_at");
    return new StatsNotice(
        row.getObject("id", UUID.class),
        row.getObject("event_seq", Long.class),
        Arrays.stream(row.getString("audience").split(" ")).map(AudienceKey::new).toList(),
        published == null ? null : published.toInstant());
  }
}
