package dev.tidings.inbox;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;
import dev.tidings.notice.RecipientNotice;
import dev.tidings.notice.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The notices a reader may see: published, not expired, and for one of their keys. */
@Repository
class Inbox {
  private static final String ITEMS =
      """
      select n.id, n.event_epoch, n.event_seq, n.revision, n.category, n.severity, n.title, n.body,
             n.link, n.data, n.published_at, n.expires_at,
             coalesce(m.is_read, n.event_seq <= :readUpto) as is_read,
             coalesce(m.is_archived, false) as is_archived
      from (%s) s join notice n on n.event_seq = s.event_seq
        left join inbox_mark m on m.username = :user and m.event_seq = n.event_seq
      order by n.event_seq desc
      """;

  private final JdbcClient jdbc;
  private final LogReader log;
  private final InboxStates states;
  private final UnreadCounter counter;
  private final JsonMapper json;

  Inbox(
      JdbcClient jdbc, LogReader log, InboxStates states, UnreadCounter counter, JsonMapper json) {
    this.jdbc = jdbc;
    this.log = log;
    this.states = states;
    this.counter = counter;
    this.json = json;
  }

  /**
   * How many are unread.
   *
   * @param head what was published later is not counted
   */
  record CountsAt(@JsonUnwrapped Counts counts, EventId head) {}

  CountsAt counts(Reader reader) {
    EventId head = log.head().newest();
    return new CountsAt(counter.count(reader, states.of(reader.user()), head), head);
  }

  InboxPage page(Reader reader, InboxFilter filter) {
    EventId head = log.head().newest();
    InboxState state = states.of(reader.user());
    List<InboxItem> found = items(reader, state, filter, head);
    boolean more = found.size() > filter.limit();
    List<InboxItem> items = more ? found.subList(0, filter.limit()) : found;
    String next = more ? Long.toString(items.getLast().notice().eventId().seq(), 36) : null;
    return new InboxPage(items, next, counter.count(reader, state, head), head);
  }

  /** One more than asked for, which tells that there are more. */
  private List<InboxItem> items(Reader reader, InboxState state, InboxFilter filter, EventId head) {
    String sql =
        switch (filter.status()) {
          case ALL -> InboxSql.ALL;
          case UNREAD -> InboxSql.UNREAD;
          case ARCHIVED -> InboxSql.ARCHIVED;
        };
    return jdbc.sql(ITEMS.formatted(sql))
        .param("user", reader.user())
        .param("keys", InboxSql.array(reader.keys()))
        .param("readUpto", state.readUpto())
        .param("above", filter.status() == InboxFilter.Status.UNREAD ? state.readUpto() : 0L)
        .param("before", Math.min(filter.before(), head.seq() + 1))
        .param("category", filter.category() == null ? "" : filter.category())
        .param("muted", InboxSql.array(state.preferences()))
        .param("n", filter.limit() + 1)
        .query((row, n) -> item(row, state.preferences()))
        .list();
  }

  /** The notice with that id, if the reader may see it. */
  Optional<InboxItem> find(Reader reader, UUID id) {
    InboxState state = states.of(reader.user());
    return jdbc.sql(ITEMS.formatted(InboxSql.ONE))
        .param("user", reader.user())
        .param("keys", InboxSql.array(reader.keys()))
        .param("readUpto", state.readUpto())
        .param("id", id)
        .query((row, n) -> item(row, state.preferences()))
        .optional();
  }

  private InboxItem item(ResultSet row, Preferences preferences) throws SQLException {
    RecipientNotice notice = notice(row);
    return new InboxItem(
        notice,
        row.getBoolean("is_read"),
        row.getBoolean("is_archived"),
        preferences.mutes(notice.category(), notice.severity()));
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
