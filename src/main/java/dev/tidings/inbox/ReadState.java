package dev.tidings.inbox;

import dev.tidings.log.LogHead;
import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;
import dev.tidings.notice.InvalidValue;
import dev.tidings.problem.Problem;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes what a person has read. Each change locks the person's state, so that several devices at
 * once lose nothing of each other's.
 */
@Service
class ReadState {
  private final JdbcClient jdbc;
  private final LogReader log;
  private final InboxStates states;
  private final Marks marks;
  private final TransactionTemplate transaction;

  ReadState(
      JdbcClient jdbc,
      LogReader log,
      InboxStates states,
      Marks marks,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.log = log;
    this.states = states;
    this.marks = marks;
    this.transaction = transaction;
  }

  /**
   * Marks one notice. Idempotent.
   *
   * @throws Problem 404 when there is no such notice for the reader
   */
  void mark(Reader reader, UUID noticeId, Mark.Action action) {
    Boolean found =
        transaction.execute(
            status -> {
              InboxState state = states.locked(reader.user());
              var seq = eventOf(reader, noticeId);
              seq.ifPresent(it -> mark(state, it, action));
              return seq.isPresent();
            });
    if (!Boolean.TRUE.equals(found)) {
      throw Problem.notFound("notice");
    }
  }

  private Optional<Long> eventOf(Reader reader, UUID noticeId) {
    return jdbc.sql(InboxSql.PUBLISHED)
        .param("id", noticeId)
        .param("keys", InboxSql.array(reader.keys()))
        .query(Long.class)
        .optional();
  }

  private void mark(InboxState state, long seq, Mark.Action action) {
    boolean readByWatermark = seq <= state.readUpto();
    var stored = marks.find(state.user(), seq);
    Mark before = stored.orElse(new Mark(readByWatermark, false));
    Mark after = before.after(action);
    if (after.equals(before) && (stored.isPresent() || action != Mark.Action.UNREAD)) {
      return;
    }
    if (readByWatermark && after.read() && !after.archived()) {
      marks.remove(state.user(), seq);
    } else {
      marks.put(state.user(), seq, after);
    }
  }

  /**
   * Everything up to a position is read, but for what is marked unread.
   *
   * @throws Problem 409 {@code position-unknown}
   * @throws InvalidValue when it is above the log's head
   */
  void readUpTo(Reader reader, EventId position) {
    requireInLog(position);
    transaction.executeWithoutResult(
        status -> {
          InboxState state = states.locked(reader.user());
          if (position.seq() > state.readUpto()) {
            states.raise(reader.user(), position.seq());
            marks.removeRead(reader.user(), position.seq());
          }
        });
  }

  private void requireInLog(EventId position) {
    LogHead head = log.head();
    if (position.equals(head.newest()) || log.holds(position) || isOfNotice(position)) {
      return;
    }
    boolean known = log.knowsEpoch(position.epoch());
    if (known && position.compareTo(head.newest()) > 0) {
      throw new InvalidValue("upTo", "must not be above the log's head");
    }
    if (!known || position.seq() != 0) {
      throw Problem.of(
          HttpStatus.CONFLICT,
          "position-unknown",
          "The log holds no such position. Take the head of an inbox page.");
    }
  }

  /** The log forgets its events earlier than the inbox its notices. */
  private boolean isOfNotice(EventId position) {
    return jdbc.sql("select count(*) from notice where event_seq = :seq and event_epoch = :epoch")
            .param("seq", position.seq())
            .param("epoch", position.epoch())
            .query(Integer.class)
            .single()
        > 0;
  }
}
