package dev.tidings.log;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventKind;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes a person out of the log. */
@Repository
public class LogErasure {
  private final EventLog log;
  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  LogErasure(EventLog log, JdbcClient jdbc, JdbcTemplate batches) {
    this.log = log;
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /**
   * Makes some notices' events to be not for that key any more, as part of the caller's
   * transaction, which should end soon. What was for nobody else says nothing afterwards, and keeps
   * its number only. An entry of the log tells the servers and the stream to follow.
   *
   * @param notices a hundred at most, which nobody else can change meanwhile
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void removeKey(AudienceKey key, List<UUID> notices) {
    List<Addressed> events =
        jdbc.sql("select seq, audience from event_log where notice_id in (:notices)")
            .param("notices", notices)
            .query((row, n) -> new Addressed(row.getLong("seq"), row.getString("audience")))
            .list();
    batches.batchUpdate(
        "delete from event_audience where audience_key = ? and seq = ?",
        events.stream().map(event -> new Object[] {key.value(), event.seq()}).toList());
    batches.batchUpdate(
        "update event_log set audience = ? where seq = ?",
        events.stream().map(event -> new Object[] {event.without(key), event.seq()}).toList());
    jdbc.sql(
            "update event_log set kind = :void, payload = ''"
                + " where notice_id in (:notices) and audience = ''")
        .param("void", EventKind.VOID.wireName())
        .param("notices", notices)
        .update();
    log.append(EventKind.CONTROL, null, List.of(), slot -> KeyRemoval.write(key, notices));
  }

  /** An event and its keys, separated by spaces. */
  private record Addressed(long seq, String audience) {
    String without(AudienceKey key) {
      return LogRows.join(
          LogRows.split(audience).stream().filter(other -> !other.equals(key)).toList());
    }
  }
}
