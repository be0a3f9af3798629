package dev.tidings.inbox;

import dev.tidings.notice.EventId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what is unread, and stops at {@link Counts#CAP}. */
@Repository
class UnreadCounter {
  private final JdbcClient jdbc;

  UnreadCounter(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param head what was published later is not counted: the reader is told of it by the stream
   */
  Counts count(Reader reader, InboxState state, EventId head) {
    int found =
        jdbc.sql(InboxSql.COUNT_UNREAD)
            .param("user", reader.user())
            .param("keys", InboxSql.array(reader.keys()))
            .param("above", state.readUpto())
            .param("before", head.seq() + 1)
            .param("category", "")
            .param("muted", InboxSql.array(state.preferences()))
            .param("n", Counts.CAP + 1)
            .query(Integer.class)
            .single();
    return new Counts(Math.min(found, Counts.CAP), found > Counts.CAP);
  }
}
