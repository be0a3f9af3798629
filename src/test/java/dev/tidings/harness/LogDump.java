package dev.tidings.harness;

import dev.tidings.notice.EventId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log as it stands in the database at the end of a run.
 *
 * @param rows by number
 * @param titles of the notices that are stored beside it, some perhaps twice
 */
public record LogDump(List<Row> rows, List<String> titles) {
  /** One event. */
  public record Row(
      EventId id, String kind, @Nullable String noticeId, List<String> audience, String payload) {
    boolean isForUsers() {
      return kind.startsWith("notice");
    }
  }

  /** The newest event; the log must hold one. */
  public EventId head() {
    return rows.getLast().id();
  }

  public static LogDump read(Connection connection) throws SQLException {
    var rows = new ArrayList<Row>();
    var titles = new ArrayList<String>();
    try (var statement = connection.createStatement()) {
      try (var row =
          statement.executeQuery(
              "select epoch, seq, kind, notice_id, audience, payload from event_log order by seq")) {
        while (row.next()) {
          rows.add(
              new Row(
                  new EventId(row.getLong(1), row.getLong(2)),
                  row.getString(3),
                  row.getString(4),
                  List.of(row.getString(5).split(" ")),
                  row.getString(6)));
        }
      }
      try (var row = statement.executeQuery("select title from notice")) {
        while (row.next()) {
          titles.add(row.getString(1));
        }
      }
    }
    return new LogDump(rows, titles);
  }
}
