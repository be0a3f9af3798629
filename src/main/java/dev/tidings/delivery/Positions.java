package dev.tidings.delivery;

import dev.tidings.delivery.StreamStart.Reason;
import dev.tidings.log.DatabaseClock;
import dev.tidings.log.LogHead;
import dev.tidings.log.LogReader;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventId;
import dev.tidings.stream.NoticeFeed;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Judges positions that clients bring along. They are untrusted: only a position that the log holds
 * exactly, or the start of a log, can be continued.
 */
@Component
public class Positions {
  private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

  private final Dispatcher dispatcher;
  private final NoticeFeed feed;
  private final LogReader log;
  private final DeliveryProperties properties;
  private final DatabaseClock clock;

  Positions(
      Dispatcher dispatcher,
      NoticeFeed feed,
      LogReader log,
      DeliveryProperties properties,
      DatabaseClock clock) {
    this.dispatcher = dispatcher;
    this.feed = feed;
    this.log = log;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Where to start.
   *
   * @param text what the client sent as its last event id; null when it sent none
   * @param keys what the client may see, for the horizon
   */
  public StreamStart start(@Nullable String text, Set<AudienceKey> keys) {
    EventId head = dispatcher.head();
    if (text == null) {
      return new StreamStart.At(head);
    }
    EventId id = EventId.parse(text);
    if (id == null) {
      return reset(Reason.MALFORMED);
    }
    try {
      Reason reason = isInMemory(id) ? null : reasonAgainst(id);
      if (reason == null && isBeyondHorizon(id, head, keys)) {
        reason = Reason.HORIZON;
      }
      return reason == null ? new StreamStart.At(id) : reset(reason);
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Position {} can't be looked up: {}", id, e.getMessage());
      return feed.at(id).isPresent() ? new StreamStart.At(id) : new StreamStart.Unconfirmed();
    }
  }

  private StreamStart reset(Reason reason) {
    dispatcher.counts().resets().add(reason, 1);
    return new StreamStart.Reset(reason, dispatcher.head());
  }

  private boolean isInMemory(EventId id) {
    if (id.equals(dispatcher.head())) {
      return true;
    }
    Frame frame = dispatcher.ring().get(id.seq());
    return frame != null && frame.id().equals(id);
  }

  /** Asks the database, which alone may say that a position is ahead: this server may lag. */
  private @Nullable Reason reasonAgainst(EventId id) {
    if (log.holds(id)) {
      return null;
    }
    LogHead head = log.head();
    if (id.equals(head.newest())) {
      return null;
    }
    long oldest = log.oldestSeq();
    if (!log.knowsEpoch(id.epoch())) {
      return isOfARemovedEpoch(id, head, oldest) ? Reason.HORIZON : Reason.EPOCH;
    }
    if (id.compareTo(head.newest()) > 0) {
      return Reason.AHEAD;
    }
    if (id.seq() == 0 && oldest == 1) {
      return null;
    }
    return id.seq() < oldest ? Reason.HORIZON : Reason.EPOCH;
  }

  /** Whether it can be one of an epoch whose events were all removed as too old. */
  private static boolean isOfARemovedEpoch(EventId id, LogHead head, long oldest) {
    return id.seq() < oldest && id.epoch() > head.createdEpoch() && id.epoch() < head.epoch();
  }

  private boolean isBeyondHorizon(EventId id, EventId head, Set<AudienceKey> keys) {
    if (id.seq() >= head.seq()) {
      return false;
    }
    Instant oldest = clock.instant().minus(properties.horizonAge());
    Frame next = dispatcher.ring().get(id.seq() + 1);
    boolean tooOld =
        next == null ? log.nextIsOlderThan(id.seq(), oldest) : next.createdAt().isBefore(oldest);
    return tooOld
        || (head.seq() - id.seq() > properties.horizonEvents()
            && log.moreThan(properties.horizonEvents(), id.seq(), head.seq(), keys));
  }
}
