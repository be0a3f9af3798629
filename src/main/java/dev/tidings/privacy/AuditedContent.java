package dev.tidings.privacy;

import dev.tidings.notice.AudienceKey;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the audit keeps of notices that were changed or retracted. The entries themselves stay: they
 * tell that something was done, and hold ids only.
 */
@Repository
class AuditedContent {
  private static final int BATCH = 100;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JsonMapper json;

  AuditedContent(JdbcClient jdbc, TransactionTemplate transaction, JsonMapper json) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.json = json;
  }

  private record Kept(long entry, String notice) {}

  /** Removes what was for the person alone, and takes the person out of the rest. */
  void remove(String user) {
    long last = 0;
    List<Kept> some;
    do {
      some = naming(user, last);
      for (Kept kept : some) {
        transaction.executeWithoutResult(status -> rewrite(kept, user));
        last = kept.entry();
      }
    } while (!some.isEmpty());
  }

  /** There is no index for this: people are seldom erased, and notices seldom changed. */
  private List<Kept> naming(String user, long after) {
    return jdbc.sql(
            "select entry_id, notice from audit_content where entry_id > :after"
                + " and (position(:key in notice) > 0 or position(:poster in notice) > 0)"
                + " order by entry_id limit :n")
        .param("after", after)
        .param("key", '"' + AudienceKey.user(user).value() + '"')
        .param("poster", "\"createdBy\":\"" + user + '"')
        .param("n", BATCH)
        .query((row, n) -> new Kept(row.getLong(1), row.getString(2)))
        .list();
  }

  private void rewrite(Kept kept, String user) {
    String key = AudienceKey.user(user).value();
    if (json.readTree(kept.notice()) instanceof ObjectNode notice
        && notice.get("audience") instanceof ArrayNode audience) {
      audience.removeIf(other -> other.asString().equals(key));
      if (notice.path("createdBy").asString().equals(user)) {
        notice.put("createdBy", PersonalNotices.NOBODY);
      }
      if (audience.isEmpty()) {
        jdbc.sql("delete from audit_content where entry_id = :entry")
            .param("entry", kept.entry())
            .update();
      } else {
        jdbc.sql("update audit_content set notice = :notice where entry_id = :entry")
            .param("notice", json.writeValueAsString(notice))
            .param("entry", kept.entry())
            .update();
      }
    }
  }
}
