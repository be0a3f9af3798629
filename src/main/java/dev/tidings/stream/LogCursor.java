package dev.tidings.stream;

import dev.tidings.log.LogReader;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this server has handed on the log. The next event must be the position's successor: older
 * ones are dropped, missing ones are fetched from the database. All methods but {@link #position}
 * belong to {@code tidings-reader}.
 */
class LogCursor {
  private static final int BATCH = 500;
  private static final Logger LOG = LoggerFactory.getLogger(LogCursor.class);

  private final LogReader log;
  private final EventSink sink;
  private volatile EventId position;

  LogCursor(LogReader log, EventId start, EventSink sink) {
    this.log = log;
    this.position = start;
    this.sink = sink;
  }

  /** The newest event handed on. Any thread. */
  EventId position() {
    return position;
  }

  /**
   * Hands on an event that was read from the stream, and before it what the stream lacks.
   *
   * @return false when the log turned out to be an older copy of itself: then the cursor stands
   *     somewhere else now
   * @throws org.springframework.dao.DataAccessException when something is missing that only the
   *     database has; then the event was not handed on
   */
  boolean take(Event event) {
    if (!isOfThisHistory(event.id())) {
      return false;
    }
    if (event.id().seq() > position.seq()) {
      fillUpTo(event.id().seq() - 1);
    }
    if (event.id().seq() == position.seq() + 1) {
      handOn(event);
    }
    return true;
  }

  /**
   * Hands on everything that the database has above the position.
   *
   * @return whether the cursor has moved
   */
  boolean followLog() {
    EventId head = log.head().newest();
    if (head.equals(position)) {
      return false;
    }
    if (head.seq() <= position.seq()) {
      startAnew();
    } else if (isOfThisHistory(head)) {
      fillUpTo(head.seq());
    }
    return true;
  }

  /** Hands on what the stream lacks, from the database; may go beyond that number. */
  void fillUpTo(long seq) {
    while (position.seq() < seq) {
      int wanted = (int) Math.min(BATCH, seq - position.seq());
      List<Event> missing = log.after(position.seq(), wanted);
      if (missing.isEmpty() || missing.getFirst().id().seq() != position.seq() + 1) {
        skipWhatWasRemoved();
      } else {
        handOnAsFarAsTheyFollow(missing);
      }
    }
  }

  private void handOnAsFarAsTheyFollow(List<Event> events) {
    for (Event event : events) {
      if (event.id().seq() != position.seq() + 1) {
        return;
      }
      handOn(event);
    }
  }

  /** This server slept for longer than events are kept, such as in a suspended machine. */
  private void skipWhatWasRemoved() {
    EventId last = position;
    if (log.oldestSeq() <= last.seq() + 1) {
      throw new IllegalStateException("the log lacks event " + (last.seq() + 1));
    }
    position = sink.restart(last, last.seq());
    LOG.warn("Events after {} were removed as too old; going on from {}", last, position);
  }

  /**
   * Whether an event can follow the position. If the epoch rose and the log lacks the position, it
   * was replaced by an older copy of itself; then everything starts anew from what it holds.
   */
  private boolean isOfThisHistory(EventId next) {
    if (next.epoch() == position.epoch() || position.seq() == 0 || log.holds(position)) {
      return true;
    }
    startAnew();
    return false;
  }

  private void startAnew() {
    EventId lost = position;
    long lastCommon = log.lastCommonWith(lost);
    position = sink.restart(lost, lastCommon);
    LOG.warn(
        "The log lacks event {}, which it had: an older copy of the database was restored. Clients"
            + " beyond number {} are told to reload; going on from {}",
        lost,
        lastCommon,
        position);
  }

  private void handOn(Event event) {
    sink.accept(event);
    position = event.id();
  }
}
