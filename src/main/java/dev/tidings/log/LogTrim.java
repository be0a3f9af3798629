package dev.tidings.log;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes old events off the front of the log. Numbers are never given again: the head stays where it
 * is, and the log simply begins later.
 *
 * <p>The newest of the old events always stays, and so does the newest of all: a client that has
 * seen everything up to it has missed nothing old, and its position must go on being good.
 */
@Repository
public class LogTrim {
  /** Of one batch; an event may have a thousand. */
  private static final int MAX_KEYS = 10_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  LogTrim(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /**
   * Removes events from the front as part of the caller's transaction, which should end soon.
   * Nobody who posts waits for it.
   *
   * @param before only events that were appended earlier, by the database's clock
   * @param limit how many at most, 1 or more; fewer when they have very many audience keys
   * @return how many were removed; 0 when there is nothing left to remove
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int removeOldest(Instant before, int limit) {
    List<Event> oldest = oldest(limit + 1);
    if (oldest.isEmpty() || !first().equals(Optional.of(oldest.getFirst().id()))) {
      return 0; // whoever changes the very first is soon done
    }
    var keys = new HashSet<AudienceKey>();
    int count = 0;
    while (count + 1 < oldest.size()
        && oldest.get(count + 1).createdAt().isBefore(before)
        && oldest.get(count).createdAt().isBefore(before)
        && follow(oldest.get(count), oldest.get(count + 1))
        && keys.size() < MAX_KEYS) {
      keys.addAll(oldest.get(count).audience());
      count++;
    }
    if (count > 0) {
      removeUpTo(oldest.get(count - 1).id(), keys);
    }
    return count;
  }

  /** The event that the log begins with; empty while it has none. */
  public Optional<EventId> first() {
    return jdbc.sql("select epoch, seq from event_log order by seq limit 1")
        .query((row, n) -> new EventId(row.getLong("epoch"), row.getLong("seq")))
        .optional();
  }

  /** Without those that somebody is just changing: they would wait for us, or we for them. */
  private List<Event> oldest(int limit) {
    return jdbc.sql(
            "select seq, epoch, uid, kind, notice_id, audience, '' as payload, created_at"
                + " from event_log order by seq limit :n for update skip locked")
        .param("n", limit)
        .query(LogRows::event)
        .list();
  }

  private static boolean follow(Event event, Event next) {
    return next.id().seq() == event.id().seq() + 1;
  }

  /** By key, as that is what the keys' index begins with. */
  private void removeUpTo(EventId last, Set<AudienceKey> keys) {
    batches.batchUpdate(
        "delete from event_audience where audience_key = ? and seq <= ?",
        keys.stream().map(key -> new Object[] {key.value(), last.seq()}).toList());
    jdbc.sql("delete from event_log where seq <= :last").param("last", last.seq()).update();
  }
}
