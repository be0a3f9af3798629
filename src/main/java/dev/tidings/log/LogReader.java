package dev.tidings.log;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The read side of the log. Every method is one short query of its own; nothing is kept open.
 *
 * <p>May be called from any thread. A database that can't be reached shows as Spring's {@code
 * DataAccessException}.
 */
@Repository
public class LogReader {
  private static final String COLUMNS =
      "e.seq, e.epoch, e.uid, e.kind, e.notice_id, e.audience, e.payload, e.created_at";

  /** A caller's keys; the widening of both databases' plans to a join keeps this an index scan. */
  private static final String SEEN_BY =
      "select distinct a.seq from event_audience a"
          + " where a.audience_key in (:keys) and a.seq > :after and a.seq <= :upTo";

  private final JdbcClient jdbc;

  LogReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public LogHead head() {
    return LogRows.head(jdbc, false);
  }

  /** The database's clock, by which the times of notices are judged. */
  public Instant time() {
    return jdbc.sql("select current_timestamp")
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .single();
  }

  /**
   * The notices that were retracted, newest retraction first, as far as the log still tells of it.
   *
   * @param limit how many at most
   */
  public List<UUID> retracted(int limit) {
    return jdbc.sql("select notice_id from event_log where kind = :kind order by seq desc limit :n")
        .param("kind", EventKind.NOTICE_RETRACTED.wireName())
        .param("n", limit)
        .query((row, n) -> row.getObject("notice_id", UUID.class))
        .list();
  }

  /** The events of a notice whose content was erased, oldest first. */
  public List<EventId> erased(UUID noticeId) {
    return jdbc.sql(
            "select epoch, seq from event_log where notice_id = :notice and kind = :kind"
                + " order by seq")
        .param("notice", noticeId)
        .param("kind", EventKind.VOID.wireName())
        .query((row, n) -> new EventId(row.getLong("epoch"), row.getLong("seq")))
        .list();
  }

  /** The events of some notices, in order. */
  public List<EventId> ofNotices(Collection<UUID> notices) {
    return jdbc.sql("select epoch, seq from event_log where notice_id in (:notices) order by seq")
        .param("notices", notices)
        .query((row, n) -> new EventId(row.getLong("epoch"), row.getLong("seq")))
        .list();
  }

  /**
   * All events above a number, in order.
   *
   * @param after the number before the first one wanted; 0 for the start
   * @param limit how many at most
   */
  public List<Event> after(long after, int limit) {
    return jdbc.sql(
            "select " + COLUMNS + " from event_log e where e.seq > :after order by e.seq limit :n")
        .param("after", after)
        .param("n", limit)
        .query(LogRows::event)
        .list();
  }

  /**
   * The events in (after, upTo] that are for at least one of the keys, in order.
   *
   * @param limit how many at most
   */
  public List<Event> after(long after, long upTo, Collection<AudienceKey> keys, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from ("
                + SEEN_BY
                + " order by a.seq limit :n) s join event_log e on e.seq = s.seq order by e.seq")
        .param("keys", keys.stream().map(AudienceKey::value).toList())
        .param("after", after)
        .param("upTo", upTo)
        .param("n", limit)
        .query(LogRows::event)
        .list();
  }

  /**
   * Whether more than so many events in (after, upTo] are for one of the keys.
   *
   * @param limit counting stops here
   */
  public boolean moreThan(int limit, long after, long upTo, Collection<AudienceKey> keys) {
    return jdbc.sql("select count(*) from (" + SEEN_BY + " limit :n) s")
            .param("keys", keys.stream().map(AudienceKey::value).toList())
            .param("after", after)
            .param("upTo", upTo)
            .param("n", limit + 1)
            .query(Integer.class)
            .single()
        > limit;
  }

  /** Whether the event above that number, if there is one, was appended before the time. */
  public boolean nextIsOlderThan(long seq, Instant time) {
    return jdbc.sql("select count(*) from event_log where seq = :seq and created_at < :time")
            .param("seq", seq + 1)
            .param("time", Timestamp.from(time))
            .query(Integer.class)
            .single()
        > 0;
  }

  /** The event at exactly that position, if the log holds it. */
  public Optional<Event> at(EventId id) {
    return jdbc.sql("select " + COLUMNS + " from event_log e where e.seq = :seq and e.epoch = :ep")
        .param("seq", id.seq())
        .param("ep", id.epoch())
        .query(LogRows::event)
        .optional();
  }

  /**
   * The newest number up to which a history that had that position and this log agree, if this log
   * lost the position and went on under a higher epoch.
   */
  public long lastCommonWith(EventId lost) {
    return jdbc.sql("select min(seq) - 1 from event_log where epoch > :epoch")
        .param("epoch", lost.epoch())
        .query(Long.class)
        .optional()
        .orElseGet(() -> head().seq());
  }

  /** Whether the log holds exactly that position. */
  public boolean holds(EventId id) {
    return jdbc.sql("select count(*) from event_log where seq = :seq and epoch = :epoch")
            .param("seq", id.seq())
            .param("epoch", id.epoch())
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Whether the epoch is one of this log's. */
  public boolean knowsEpoch(long epoch) {
    return jdbc.sql(
                "select count(*) from stream_head where :epoch in (created_epoch, epoch, last_epoch)"
                    + " or exists (select 1 from event_log where epoch = :epoch)")
            .param("epoch", epoch)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** The number of the oldest event that is kept; one above the head when none is. */
  public long oldestSeq() {
    return jdbc.sql("select min(seq) from event_log")
        .query(Long.class)
        .optional()
        .orElseGet(() -> head().seq() + 1);
  }
}
