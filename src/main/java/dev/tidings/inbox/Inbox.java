package dev.tidings.inbox;

import dev.tidings.log.LogReader;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventId;
import dev.tidings.notice.RecipientNotice;
import dev.tidings.notice.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The notices a caller may see: published, not expired, and for one of their keys. */
@Repository
class Inbox {
  private static final String PAGE =
      """
      select n.id, n.event_epoch, n.event_seq, n.revision, n.category, n.severity, n.title, n.body,
             n.link, n.data, n.published_at, n.expires_at
      from (
        select distinct a.event_seq
        from notice_audience a join notice v on v.id = a.notice_id
        where a.audience_key in (:keys) and a.event_seq < :before
          and v.status = 'PUBLISHED'
          and (v.expires_at is null or v.expires_at > current_timestamp)
          and (:category = '' or v.category = :category)
        order by a.event_seq desc
        limit :n
      ) s join notice n on n.event_seq = s.event_seq
      order by n.event_seq desc
      """;

  private final JdbcClient jdbc;
  private final LogReader log;
  private final JsonMapper json;

  Inbox(JdbcClient jdbc, LogReader log, JsonMapper json) {
    this.jdbc = jdbc;
    this.log = log;
    this.json = json;
  }

  /**
   * One page.
   *
   * @param category null for all
   * @param before only notices older than this event number
   * @param limit how many at most
   */
  InboxPage page(Set<AudienceKey> keys, @Nullable String category, long before, int limit) {
    EventId head = log.head().newest();
    List<RecipientNotice> found =
        jdbc.sql(PAGE)
            .param("keys", keys.stream().map(AudienceKey::value).toList())
            .param("before", before)
            .param("category", category == null ? "" : category)
            .param("n", limit + 1)
            .query((row, n) -> notice(row))
            .list();
    boolean more = found.size() > limit;
    List<RecipientNotice> items = more ? found.subList(0, limit) : found;
    return new InboxPage(
        items, more ? Long.toString(items.getLast().eventId().seq(), 36) : null, head);
  }

  private RecipientNotice notice(ResultSet row) throws SQLException {
    String data = row.getString("data");
    Timestamp expires = row.getTimestamp("expires_at");
    return new RecipientNotice(
        row.getObject("id", UUID.class),
        new EventId(row.getLong("event_epoch"), row.getLong("event_seq")),
        row.getInt("revision"),
        row.getString("category"),
        Severity.valueOf(row.getString("severity")),
        row.getString("title"),
        row.getString("body"),
        row.getString("link"),
        data == null ? null : json.readTree(data),
        row.getTimestamp("published_at").toInstant(),
        expires == null ? null : expires.toInstant());
  }
}
