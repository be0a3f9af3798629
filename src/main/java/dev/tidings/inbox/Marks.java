package dev.tidings.inbox;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Marks in the database, by user and by the event that published the notice. To be changed while
 * the user's state is locked.
 */
@Repository
class Marks {
  private final JdbcClient jdbc;

  Marks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Mark> find(String user, long eventSeq) {
    return jdbc.sql(
            "select is_read, is_archived from inbox_mark"
                + " where username = :user and event_seq = :seq")
        .param("user", user)
        .param("seq", eventSeq)
        .query((row, n) -> new Mark(row.getBoolean("is_read"), row.getBoolean("is_archived")))
        .optional();
  }

  void put(String user, long eventSeq, Mark mark) {
    int changed =
        write(
            "update inbox_mark set is_read = :read, is_archived = :archived"
                + " where username = :user and event_seq = :seq",
            user,
            eventSeq,
            mark);
    if (changed == 0) {
      write(
          "insert into inbox_mark (username, event_seq, is_read, is_archived)"
              + " values (:user, :seq, :read, :archived)",
          user,
          eventSeq,
          mark);
    }
  }

  private int write(String sql, String user, long eventSeq, Mark mark) {
    return jdbc.sql(sql)
        .param("user", user)
        .param("seq", eventSeq)
        .param("read", mark.read())
        .param("archived", mark.archived())
        .update();
  }

  void remove(String user, long eventSeq) {
    jdbc.sql("delete from inbox_mark where username = :user and event_seq = :seq")
        .param("user", user)
        .param("seq", eventSeq)
        .update();
  }

  /** Removes what a watermark says as well. What is marked unread or archived stays. */
  void removeRead(String user, long upTo) {
    jdbc.sql(
            "delete from inbox_mark where username = :user and event_seq <= :upTo"
                + " and is_read and not is_archived")
        .param("user", user)
        .param("upTo", upTo)
        .update();
  }
}
