package dev.tidings.audit;

import dev.tidings.notice.Notice;
import java.sql.Types;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what is done, in the transaction that does it: either both are there, or neither is.
 * Whoever also appends to the event log does that afterwards, as it keeps everybody else from
 * posting until the transaction ends.
 */
@Repository
public class AuditLog {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  AuditLog(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Appends an entry, dated by the database's clock.
   *
   * @param details a small record of facts, written as JSON, 4,000 characters at most: ids,
   *     numbers, names of fields. Kept for ever, so nothing that somebody wrote, and nobody's id
   *     but the subject's. Null for none
   * @throws org.springframework.transaction.IllegalTransactionStateException without a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(
      Actor actor, AuditAction action, AuditSubject subject, @Nullable Record details) {
    insert(actor, action, subject, details);
  }

  /**
   * Appends an entry about a notice and keeps the notice as it was, because nobody else will. If
   * its only recipient is erased later, that content goes and the entry stays.
   *
   * @param before the notice before it was retracted or changed
   * @param details as in {@link #append}
   * @throws org.springframework.transaction.IllegalTransactionStateException without a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void appendWithContent(
      Actor actor, AuditAction action, Notice before, @Nullable Record details) {
    long entry = insert(actor, action, AuditSubject.notice(before.id()), details);
    jdbc.sql("insert into audit_content (entry_id, notice) values (:entry, :notice)")
        .param("entry", entry)
        .param("notice", json.writeValueAsString(before))
        .update();
  }

  private long insert(
      Actor actor, AuditAction action, AuditSubject subject, @Nullable Record details) {
    var key = new GeneratedKeyHolder();
    jdbc.sql(
            "insert into audit_entry (actor, token_id, action, subject, details)"
                + " values (:actor, :token, :action, :subject, :details)")
        .param("actor", actor.user(), Types.VARCHAR)
        .param("token", actor.tokenId(), Types.VARCHAR)
        .param("action", action.wireName())
        .param("subject", subject.value())
        .param("details", details == null ? null : json.writeValueAsString(details), Types.VARCHAR)
        .update(key, "id");
    return Objects.requireNonNull(key.getKey()).longValue();
  }
}
