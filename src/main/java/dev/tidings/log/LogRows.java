package dev.tidings.log;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the log stands in its tables. */
final class LogRows {
  private static final String HEAD =
      "select log_id, created_epoch, epoch, last_epoch, last_seq, current_timestamp as now"
          + " from stream_head where id = 1";

  /** The kinds of those events that tell what a notice says. */
  static final List<String> WITH_CONTENT =
      List.of(EventKind.NOTICE.wireName(), EventKind.NOTICE_UPDATED.wireName());

  private LogRows() {}

  static LogHead head(JdbcClient jdbc, boolean locked) {
    return jdbc.sql(locked ? HEAD + " for update" : HEAD)
        .query(
            (row, n) ->
                new LogHead(
                    row.getObject("log_id", UUID.class),
                    row.getLong("created_epoch"),
                    row.getLong("epoch"),
                    new EventId(row.getLong("last_epoch"), row.getLong("last_seq")),
                    row.getTimestamp("now").toInstant()))
        .single();
  }

  static Event event(ResultSet row, int number) throws SQLException {
    return new Event(
        new EventId(row.getLong("epoch"), row.getLong("seq")),
        row.getObject("uid", UUID.class),
        EventKind.ofWireName(row.getString("kind")),
        row.getObject("notice_id", UUID.class),
        split(row.getString("audience")),
        row.getString("payload"),
        row.getTimestamp("created_at").toInstant());
  }

  /** An event's rows in {@code event_audience}. */
  static List<Object[]> keys(ResultSet row) throws SQLException {
    long seq = row.getLong("seq");
    return split(row.getString("audience")).stream()
        .map(key -> new Object[] {key.value(), seq})
        .toList();
  }

  /** A space can't stand in a key. */
  static String join(List<AudienceKey> audience) {
    return audience.stream().map(AudienceKey::value).collect(Collectors.joining(" "));
  }

  static List<AudienceKey> split(String audience) {
    return audience.isEmpty()
        ? List.of()
        : Arrays.stream(audience.split(" ")).map(AudienceKey::new).toList();
  }
}
