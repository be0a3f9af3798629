package dev.tidings.harness;

import dev.tidings.notice.EventId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log as it stands in the database at the end of a run.
 *
 * @param rows by number
 * @param titles of the notices that are stored beside it, by their ids
 */
public record LogDump(List<Row> rows, Map<String, String> titles) {
  /** One event. */
  public record Row(
      EventId id, String kind, @Nullable String noticeId, List<String> audience, String payload) {
    boolean isForUsers() {
      return kind.startsWith("notice");
    }

    boolean isRetraction() {
      return kind.equals("notice-retracted");
    }

    /** Of a notice that was retracted later. */
    boolean isErased() {
      return kind.equals("void");
    }
  }

  /** The newest event; the log must hold one. */
  public EventId head() {
    return rows.getLast().id();
  }

  public static LogDump read(Connection connection) throws SQLException {
    var rows = new ArrayList<Row>();
    var titles = new HashMap<String, String>();
    try (var statement = connection.createStatement()) {
      try (var row =
          statement.executeQuery(
              "select epoch, seq, kind, notice_id, audience, payload from event_log order by"
                  + " seq")) {
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
      try (var row = statement.executeQuery("select id, title from notice")) {
        while (row.next()) {
          titles.put(row.getString(1), row.getString(2));
        }
      }
    }
    return new LogDump(rows, titles);
  }
}
