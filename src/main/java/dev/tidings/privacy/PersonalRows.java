package dev.tidings.privacy;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows that are about one person and nobody else. */
@Repository
class PersonalRows {
  private static final List<String> REMOVE =
      List.of(
          "delete from inbox_mark where username = :user",
          "delete from inbox_state where username = :user",
          "delete from idempotency_key where caller = :user",
          "delete from stream_ticket where position(:ticket in caller) > 0",
          "delete from account where username = :user");

  private final JdbcClient jdbc;

  PersonalRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Removes them as part of the caller's transaction. */
  void remove(String user) {
    for (String sql : REMOVE) {
      jdbc.sql(sql).param("user", user).param("ticket", "\"user\":\"" + user + "\"").update();
    }
  }
}
