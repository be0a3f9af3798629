package dev.tidings.privacy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is kept about a person, page by page. */
@Repository
class ExportedRows {
  private static final int PAGE = 200;

  private static final UUID FIRST = new UUID(0, 0);

  private final JdbcClient jdbc;

  ExportedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Without the password's hash, which is nobody's business. */
  record Account(List<String> groups, List<String> roles, Instant createdAt) {}

  record Inbox(
      long readUpTo,
      List<String> mutedCategories,
      @Nullable String quietFrom,
      @Nullable String quietTo,
      @Nullable String quietZone) {}

  /**
   * @param notice null when it is gone
   */
  record MarkItem(long eventSeq, @Nullable UUID notice, boolean read, boolean archived)
      implements Export.Item {
    @Override
    public String key() {
      return Long.toString(eventSeq);
    }
  }

  /** A notice for this person by name. */
  record NoticeItem(
      UUID id,
      EventId eventId,
      String category,
      String severity,
      String title,
      String body,
      @Nullable String link,
      @JsonRawValue @Nullable String data,
      Instant publishedAt,
      @Nullable Instant expiresAt)
      implements Export.Item {
    @Override
    public String key() {
      return Long.toString(eventId.seq());
    }
  }

  record PostedItem(UUID id, String title, Instant createdAt) implements Export.Item {
    @Override
    public String key() {
      return id.toString();
    }
  }

  record KeyItem(String key, UUID notice, Instant createdAt) implements Export.Item {}

  /**
   * @param by whether the person did it; else it was done to them
   */
  record AuditItem(long id, Instant at, String action, String subject, boolean by)
      implements Export.Item {
    @Override
    public String key() {
      return Long.toString(id);
    }
  }

  record RevocationItem(Instant issuedBefore) {}

  /** The database's clock. */
  Instant time() {
    return jdbc.sql("select current_timestamp").query((row, n) -> instant(row, 1)).single();
  }

  Optional<Account> account(String user) {
    return jdbc.sql("select group_ids, role_names, created_at from account where username = :user")
        .param("user", user)
        .query((row, n) -> new Account(words(row, 1), words(row, 2), instant(row, 3)))
        .optional();
  }

  Optional<Inbox> inbox(String user) {
    return jdbc.sql(
            "select read_upto, muted_categories, quiet_from, quiet_to, quiet_zone"
                + " from inbox_state where username = :user")
        .param("user", user)
        .query(
            (row, n) ->
                new Inbox(
                    row.getLong(1),
                    words(row, 2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5)))
        .optional();
  }

  List<RevocationItem> revocations(String user) {
    return jdbc.sql("select issued_before from revocation where username = :user")
        .param("user", user)
        .query((row, n) -> new RevocationItem(instant(row, 1)))
        .list();
  }

  List<MarkItem> marks(String user, String after) {
    return page(
        "select m.event_seq, n.id, m.is_read, m.is_archived from inbox_mark m"
            + " left join notice n on n.event_seq = m.event_seq"
            + " where m.username = :who and m.event_seq > :after order by m.event_seq limit :n",
        user,
        number(after),
        (row, n) ->
            new MarkItem(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getBoolean(3),
                row.getBoolean(4)));
  }

  /** Those that were published; the others have not reached anybody yet. */
  List<NoticeItem> notices(AudienceKey key, String after) {
    return page(
        "select n.id, n.event_epoch, n.event_seq, n.category, n.severity, n.title, n.body, n.link,"
            + " n.data, n.published_at, n.expires_at"
            + " from notice_audience a join notice n on n.id = a.notice_id"
            + " where a.audience_key = :who and a.event_seq > :after and n.status = 'PUBLISHED'"
            + " order by a.event_seq limit :n",
        key.value(),
        number(after),
        (row, n) ->
            new NoticeItem(
                row.getObject("id", UUID.class),
                new EventId(row.getLong("event_epoch"), row.getLong("event_seq")),
                row.getString("category"),
                row.getString("severity"),
                row.getString("title"),
                row.getString("body"),
                row.getString("link"),
                row.getString("data"),
                row.getTimestamp("published_at").toInstant(),
                instantOrNull(row, "expires_at")));
  }

  List<PostedItem> posted(String user, String after) {
    return page(
        "select id, title, created_at from notice where created_by = :who and id > :after"
            + " order by id limit :n",
        user,
        after.isEmpty() ? FIRST : UUID.fromString(after),
        (row, n) ->
            new PostedItem(row.getObject(1, UUID.class), row.getString(2), instant(row, 3)));
  }

  List<KeyItem> idempotencyKeys(String user, String after) {
    return page(
        "select idem_key, notice_id, created_at from idempotency_key"
            + " where caller = :who and idem_key > :after order by idem_key limit :n",
        user,
        after,
        (row, n) -> new KeyItem(row.getString(1), row.getObject(2, UUID.class), instant(row, 3)));
  }

  /** Without who else did something: that is about somebody else. */
  List<AuditItem> audit(String user, String after) {
    return page(
        "select id, occurred_at, action, subject, actor = :who as by_them from audit_entry"
            + " where (actor = :who or subject = concat('user:', :who)) and id > :after"
            + " order by id limit :n",
        user,
        number(after),
        (row, n) ->
            new AuditItem(
                row.getLong(1),
                instant(row, 2),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5)));
  }

  private <T> List<T> page(String sql, String who, Object after, RowMapper<T> item) {
    return jdbc.sql(sql)
        .param("who", who)
        .param("after", after)
        .param("n", PAGE)
        .query(item)
        .list();
  }

  private static long number(String after) {
    return after.isEmpty() ? 0 : Long.parseLong(after);
  }

  private static List<String> words(ResultSet row, int column) throws SQLException {
    return Arrays.stream(row.getString(column).split(" ")).filter(w -> !w.isEmpty()).toList();
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
