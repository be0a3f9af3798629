package dev.tidings.inbox;

import dev.tidings.log.LogReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of users who opened the inbox. */
@Repository
class InboxStates {
  private static final String STATE =
      "select username, read_upto, muted_categories, quiet_from, quiet_to, quiet_zone"
          + " from inbox_state where username = :user";

  private final JdbcClient jdbc;
  private final LogReader log;
  private final InboxSettings settings;

  InboxStates(JdbcClient jdbc, LogReader log, InboxSettings settings) {
    this.jdbc = jdbc;
    this.log = log;
    this.settings = settings;
  }

  /** A user's state, made at the first call. */
  InboxState of(String user) {
    return find(user, STATE).orElseGet(() -> made(user, STATE));
  }

  /** The same, and nobody else changes it until the caller's transaction ends. */
  InboxState locked(String user) {
    String sql = STATE + " for update";
    return find(user, sql).orElseGet(() -> made(user, sql));
  }

  void raise(String user, long readUpto) {
    jdbc.sql("update inbox_state set read_upto = :upto where username = :user")
        .param("upto", readUpto)
        .param("user", user)
        .update();
  }

  void save(String user, Preferences preferences) {
    QuietHours quiet = preferences.quietHours();
    jdbc.sql(
            "update inbox_state set muted_categories = :muted, quiet_from = :from, quiet_to = :to,"
                + " quiet_zone = :zone where username = :user")
        .param("muted", String.join(" ", preferences.mutedCategories()))
        .param("from", quiet == null ? null : quiet.from())
        .param("to", quiet == null ? null : quiet.to())
        .param("zone", quiet == null ? null : quiet.zone())
        .param("user", user)
        .update();
  }

  private Optional<InboxState> find(String user, String sql) {
    return jdbc.sql(sql).param("user", user).query((row, n) -> state(row)).optional();
  }

  /** Another device of the user may be doing the same. */
  private InboxState made(String user, String sql) {
    jdbc.sql(
            "insert into inbox_state (username, read_upto, first_upto, muted_categories)"
                + " values (:user, :upto, :upto, '') on conflict do nothing")
        .param("user", user)
        .param("upto", firstUpto())
        .update();
    return find(user, sql).orElseThrow();
  }

  private long firstUpto() {
    var head = log.head();
    return jdbc.sql("select min(event_seq) - 1 from notice where published_at >= :since")
        .param("since", Timestamp.from(head.time().minus(settings.firstVisit())))
        .query(Long.class)
        .optional()
        .orElse(head.seq());
  }

  private static InboxState state(ResultSet row) throws SQLException {
    return new InboxState(
        row.getString("username"),
        row.getLong("read_upto"),
        new Preferences(split(row.getString("muted_categories")), quietHours(row)));
  }

  private static List<String> split(String slugs) {
    return slugs.isEmpty() ? List.of() : Arrays.asList(slugs.split(" "));
  }

  private static @Nullable QuietHours quietHours(ResultSet row) throws SQLException {
    String from = row.getString("quiet_from");
    return from == null
        ? null
        : new QuietHours(from, row.getString("quiet_to"), row.getString("quiet_zone"));
  }
}
