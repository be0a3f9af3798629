package dev.tidings.log;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The write side of the log: numbering and appending.
 *
 * <p>An append locks the one row of {@code stream_head} until its transaction ends. So numbers are
 * given in commit order, a reader that has seen number n has seen everything up to n, and a
 * rollback gives its number back. An identity column would not do: its numbers are taken before the
 * commit, and a reader that polls past a slow transaction misses it for ever.
 */
@Repository
public class EventLog {
  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final AtomicReference<EventId> newestSeen = new AtomicReference<>(new EventId(0, 0));
  private final List<Runnable> commitListeners = new CopyOnWriteArrayList<>();

  EventLog(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /**
   * Appends one event as part of the caller's transaction, which should end soon afterwards: until
   * then nobody else can append.
   *
   * @param noticeId null for control entries
   * @param audience who may see it, without doubles
   * @param payload makes the JSON, one line, from the place that the event gets
   * @return the event, in the log once the caller's transaction has committed
   * @throws org.springframework.transaction.IllegalTransactionStateException without a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Event append(
      EventKind kind,
      @Nullable UUID noticeId,
      List<AudienceKey> audience,
      Function<LogSlot, String> payload) {
    LogHead head = aboveWhatWasSeen(LogRows.head(jdbc, true));
    var slot = new LogSlot(head.next(), head.time());
    var event =
        new Event(
            slot.id(),
            UUID.randomUUID(),
            kind,
            noticeId,
            audience,
            payload.apply(slot),
            slot.time());
    insert(event);
    jdbc.sql("update stream_head set last_epoch = :epoch, last_seq = :seq where id = 1")
        .param("epoch", event.id().epoch())
        .param("seq", event.id().seq())
        .update();
    notifyAfterCommit(event.id());
    return event;
  }

  /**
   * Waits until nobody else is appending, and keeps everybody else from it until the caller's
   * transaction ends: for what must not happen twice at once and takes no number.
   *
   * @throws org.springframework.transaction.IllegalTransactionStateException without a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void awaitTurn() {
    LogRows.head(jdbc, true);
  }

  /**
   * Blanks what events of a notice say, as part of the caller's transaction: they keep their number
   * and their id and nothing else. Retractions stay. To be called before the notice's last event is
   * appended, while nobody else can append one for it.
   *
   * @throws org.springframework.transaction.IllegalTransactionStateException without a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void erase(UUID noticeId) {
    var keys =
        jdbc
            .sql(
                "select seq, audience from event_log where notice_id = :notice and kind in (:kinds)")
            .param("notice", noticeId)
            .param("kinds", LogRows.WITH_CONTENT)
            .query((row, n) -> LogRows.keys(row))
            .list()
            .stream()
            .flatMap(List::stream)
            .toList();
    batches.batchUpdate("delete from event_audience where audience_key = ? and seq = ?", keys);
    jdbc.sql(
            "update event_log set kind = :void, audience = '', payload = ''"
                + " where notice_id = :notice and kind in (:kinds)")
        .param("void", EventKind.VOID.wireName())
        .param("notice", noticeId)
        .param("kinds", LogRows.WITH_CONTENT)
        .update();
  }

  /**
   * Remembers that an event with that id was seen on this server. Should the database be replaced
   * by an older copy of itself, its number is not given to another event under the same epoch.
   */
  public void observe(EventId id) {
    newestSeen.accumulateAndGet(id, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  /** A backup was restored under us: numbers that clients know would mean something else. */
  private LogHead aboveWhatWasSeen(LogHead head) {
    EventId seen = newestSeen.get();
    if (head.next().compareTo(seen) > 0) {
      return head;
    }
    long epoch = Math.max(head.time().toEpochMilli(), seen.epoch() + 1);
    setEpoch(epoch);
    return new LogHead(head.logId(), head.createdEpoch(), epoch, head.newest(), head.time());
  }

  private void setEpoch(long epoch) {
    jdbc.sql("update stream_head set epoch = :epoch where id = 1").param("epoch", epoch).update();
  }

  private void insert(Event event) {
    jdbc.sql(
            "insert into event_log (seq, epoch, uid, kind, notice_id, audience, payload, created_at)"
                + " values (:seq, :epoch, :uid, :kind, :notice, :audience, :payload, :created)")
        .param("seq", event.id().seq())
        .param("epoch", event.id().epoch())
        .param("uid", event.uid())
        .param("kind", event.kind().wireName())
        .param("notice", event.noticeId())
        .param("audience", LogRows.join(event.audience()))
        .param("payload", event.payload())
        .param("created", Timestamp.from(event.createdAt()))
        .update();
    batches.batchUpdate(
        "insert into event_audience (audience_key, seq) values (?, ?)",
        event.audience().stream()
            .map(key -> new Object[] {key.value(), event.id().seq()})
            .collect(Collectors.toList()));
  }

  /**
   * Raises the epoch, because the numbers above some point may mean something else than what was
   * sent before (a backup was restored). Events keep their ids; new ones compare higher than every
   * id ever given.
   *
   * @param seen an epoch that must be surpassed
   * @param now the time to take as epoch when it is high enough
   * @return the log's epoch, raised or already high enough
   */
  @Transactional
  public long raiseEpoch(long seen, Instant now) {
    LogHead head = LogRows.head(jdbc, true);
    if (head.epoch() > seen) {
      return head.epoch();
    }
    long raised = Math.max(now.toEpochMilli(), seen + 1);
    setEpoch(raised);
    return raised;
  }

  /**
   * Calls back after every commit of an append on this server: a hint to look, not a promise. The
   * callback runs on the committing thread and must not block or throw.
   */
  public void onCommit(Runnable listener) {
    commitListeners.add(listener);
  }

  private void notifyAfterCommit(EventId id) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            observe(id);
            commitListeners.forEach(Runnable::run);
          }
        });
  }
}
