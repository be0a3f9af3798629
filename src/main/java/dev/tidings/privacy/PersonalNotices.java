package dev.tidings.privacy;

import dev.tidings.log.LogErasure;
import dev.tidings.notice.AudienceKey;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notices that name a person: as one they are for, or as the one who posted them. */
@Repository
class PersonalNotices {
  /** Who posted what an erased person posted. */
  static final String NOBODY = "erased-user";

  /** Of one transaction: nobody can post while the log is changed. */
  private static final int BATCH = 100;

  /** What belongs to a notice that nobody is left for, and at last the notice. */
  private static final List<String> REMOVE =
      List.of(
          "delete from idempotency_key where notice_id = ?",
          "delete from notice_sample where notice_id = ?",
          "delete from notice_audience where notice_id = ?",
          "delete from notice where id = ?");

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final LogErasure log;

  PersonalNotices(JdbcClient jdbc, JdbcTemplate batches, LogErasure log) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.log = log;
  }

  /** A notice and its keys, separated by spaces. */
  private record Addressed(UUID id, String audience) {
    String without(AudienceKey key) {
      return Arrays.stream(audience.split(" "))
          .filter(other -> !other.equals(key.value()))
          .collect(Collectors.joining(" "));
    }

    boolean isForNobodyBut(AudienceKey key) {
      return without(key).isEmpty();
    }
  }

  /**
   * Removes notices that are for one person alone, and takes the person out of others, also in the
   * log. Part of the caller's transaction.
   *
   * @return how many were changed or removed; 0 when there are no more
   */
  int removeSome(AudienceKey key) {
    List<Addressed> notices =
        jdbc.sql(
                "select id, audience from notice where id in (select notice_id from notice_audience"
                    + " where audience_key = :key order by notice_id limit :n)"
                    + " order by id for update")
            .param("key", key.value())
            .param("n", BATCH)
            .query((row, n) -> new Addressed(row.getObject("id", UUID.class), row.getString(2)))
            .list();
    if (notices.isEmpty()) {
      return 0;
    }
    batches.batchUpdate(
        "update notice set audience = ? where id = ?",
        notices.stream().map(it -> new Object[] {it.without(key), it.id()}).toList());
    batches.batchUpdate(
        "delete from notice_audience where notice_id = ? and audience_key = ?",
        notices.stream().map(it -> new Object[] {it.id(), key.value()}).toList());
    List<Object[]> orphans =
        notices.stream()
            .filter(it -> it.isForNobodyBut(key))
            .map(it -> new Object[] {it.id()})
            .toList();
    REMOVE.forEach(sql -> batches.batchUpdate(sql, orphans));
    log.removeKey(key, notices.stream().map(Addressed::id).toList());
    return notices.size();
  }

  /**
   * Forgets who posted notices. They stay, as what they say is for others.
   *
   * @return how many; 0 when there are no more
   */
  int disownSome(String user) {
    return jdbc.sql(
            "update notice set created_by = :nobody where id in"
                + " (select id from notice where created_by = :user limit :n)")
        .param("nobody", NOBODY)
        .param("user", user)
        .param("n", 10 * BATCH)
        .update();
  }
}
