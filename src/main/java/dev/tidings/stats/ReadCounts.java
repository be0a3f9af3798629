package dev.tidings.stats;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts in the database who has read a notice, and who has archived it. */
@Repository
class ReadCounts {
  /** Read by watermark, and not because the inbox began later. */
  private static final String BELOW = "(s.read_upto >= :seq and s.first_upto < :seq)";

  private static final String OF_ALL =
      """
      select
        (select count(*) from inbox_state s where %1$s)
        + count(*) filter (where m.is_read and not %1$s)
        - count(*) filter (where not m.is_read and %1$s)
      from inbox_mark m join inbox_state s on s.username = m.username
      where m.event_seq = :seq
      """
          .formatted(BELOW);

  private static final String OF_USERS =
      """
      select count(*)
      from inbox_state s left join inbox_mark m on m.username = s.username and m.event_seq = :seq
      where s.username in (:users) and coalesce(m.is_read, %s)
      """
          .formatted(BELOW);

  private final JdbcClient jdbc;

  ReadCounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Of a notice that everybody sees. */
  long readByAll(long seq) {
    return jdbc.sql(OF_ALL).param("seq", seq).query(Long.class).single();
  }

  /**
   * Of a notice that only these see.
   *
   * @param users one or more
   */
  long readBy(List<String> users, long seq) {
    return jdbc.sql(OF_USERS).param("seq", seq).param("users", users).query(Long.class).single();
  }

  long archived(long seq) {
    return jdbc.sql("select count(*) from inbox_mark where event_seq = :seq and is_archived")
        .param("seq", seq)
        .query(Long.class)
        .single();
  }
}
