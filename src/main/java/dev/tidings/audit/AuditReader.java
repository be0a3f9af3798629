package dev.tidings.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what was written down. Any thread; three short queries at most. */
@Repository
public class AuditReader {
  private final JdbcClient jdbc;
  private final NoticeTitles titles;

  AuditReader(JdbcClient jdbc, NoticeTitles titles) {
    this.jdbc = jdbc;
    this.titles = titles;
  }

  /**
   * Entries, newest first.
   *
   * @param before only entries with a lower number
   * @param limit how many at most
   */
  public List<AuditEntry> page(AuditQuery query, long before, int limit) {
    var conditions = new ArrayList<String>(List.of("e.id < :before"));
    add(conditions, query.actor(), "e.actor = :actor");
    add(conditions, query.action(), "e.action = :action");
    add(conditions, query.subject(), "e.subject = :subject");
    add(conditions, query.from(), "e.occurred_at >= :from");
    add(conditions, query.to(), "e.occurred_at < :to");
    List<AuditEntry> found =
        jdbc.sql(
                "select e.id, e.occurred_at, e.actor, e.token_id, e.action, e.subject, e.details,"
                    + " c.notice from audit_entry e left join audit_content c on c.entry_id = e.id"
                    + " where "
                    + String.join(" and ", conditions)
                    + " order by e.id desc limit :n")
            .param("before", before)
            .param("actor", query.actor())
            .param("action", query.action() == null ? null : query.action().wireName())
            .param("subject", query.subject())
            .param("from", query.from() == null ? null : query.from().atOffset(ZoneOffset.UTC))
            .param("to", query.to() == null ? null : query.to().atOffset(ZoneOffset.UTC))
            .param("n", limit)
            .query((row, n) -> entry(row))
            .list();
    return titled(found);
  }

  private List<AuditEntry> titled(List<AuditEntry> entries) {
    Map<String, String> known = titles.of(entries.stream().map(AuditEntry::subject).toList());
    return entries.stream().map(entry -> entry.titled(known.get(entry.subject()))).toList();
  }

  private static void add(List<String> conditions, @Nullable Object wanted, String condition) {
    if (wanted != null) {
      conditions.add(condition);
    }
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        row.getString("token_id"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("details"),
        null,
        row.getString("notice"));
  }
}
