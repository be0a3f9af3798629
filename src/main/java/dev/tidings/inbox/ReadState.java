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
  private final InboxChanges changes;

  ReadState(
      JdbcClient jdbc,
      LogReader log,
      InboxStates states,
      Marks marks,
      TransactionTemplate transaction,
      InboxChanges changes) {
    this.jdbc = jdbc;
    this.log = log;
    this.states = states;
    this.marks = marks;
    this.transaction = transaction;
    this.changes = changes;
  }

  /**
   * Marks one notice. Idempotent.
   *
   * @throws Problem 404 when there is no such notice for the reader
   */
  void mark(Reader reader, UUID noticeId, Mark.Action action) {
    Boolean changed =
        transaction.execute(
            status -> {
              InboxState state = states.locked(reader.user());
              return eventOf(reader, noticeId).map(seq -> mark(state, seq, action)).orElse(null);
            });
    if (changed == null) {
      throw Problem.notFound("notice");
    }
    if (changed) {
      changes.tell(InboxChange.marked(reader.user(), noticeId));
    }
  }

  private Optional<Long> eventOf(Reader reader, UUID noticeId) {
    return jdbc.sql(InboxSql.PUBLISHED)
        .param("id", noticeId)
        .param("keys", InboxSql.array(reader.keys()))
        .query(Long.class)
        .optional();
  }

  /** Whether it looks different afterwards. */
  private boolean mark(InboxState state, long seq, Mark.Action action) {
    boolean readByWatermark = seq <= state.readUpto();
    Optional<Mark> stored = marks.find(state.user(), seq);
    Mark before = stored.orElse(new Mark(readByWatermark, false));
    Mark after = before.after(action);
    // What is unread anyway is marked all the same: the watermark shall not read it.
    if (!after.equals(before) || (stored.isEmpty() && action == Mark.Action.UNREAD)) {
      if (readByWatermark && after.read() && !after.archived()) {
        marks.remove(state.user(), seq);
      } else {
        marks.put(state.user(), seq, after);
      }
    }
    return !after.equals(before);
  }

  /**
   * Everything up to a position is read, but for what is marked unread.
   *
   * @throws Problem 409 {@code position-unknown}
   * @throws InvalidValue when it is above the log's head
   */
  void readUpTo(Reader reader, EventId position) {
    requireInLog(position);
    Long raisedFrom =
        transaction.execute(
            status -> {
              long before = states.locked(reader.user()).readUpto();
              if (position.seq() <= before) {
                return null;
              }
              states.raise(reader.user(), position.seq());
              marks.removeRead(reader.user(), position.seq());
              return before;
            });
    if (raisedFrom != null) {
      changes.tell(InboxChange.readUpTo(reader.user(), position));
      changes.tell(new ReadUpTo(reader, raisedFrom, position.seq()));
    }
  }

  /** Changes how notices are shown. */
  void prefer(Reader reader, Preferences preferences) {
    Boolean changed =
        transaction.execute(
            status -> {
              if (states.locked(reader.user()).preferences().equals(preferences)) {
                return false;
              }
              states.save(reader.user(), preferences);
              return true;
            });
    if (Boolean.TRUE.equals(changed)) {
      changes.tell(InboxChange.preferences(reader.user()));
    }
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
