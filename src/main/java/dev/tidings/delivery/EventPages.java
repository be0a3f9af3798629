package dev.tidings.delivery;

import dev.tidings.delivery.DeliveryCounts.Source;
import dev.tidings.delivery.StreamStart.Reason;
import dev.tidings.log.LogReader;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.stream.NoticeFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Where missed events come from: memory, else the Redis Stream, else the database. All three hold
 * the same events in the same order, so a page may come from anywhere.
 */
final class EventPages {
  /** Entries of one read from Redis, which can't filter. */
  private static final int STREAM_PAGE = 500;

  private final Dispatcher dispatcher;
  private final NoticeFeed feed;
  private final LogReader log;
  private final Semaphore lookups;

  /**
   * @param lookups how many pages may be read from Redis or the database at once, so that a herd of
   *     returning clients leaves connections for everybody else
   */
  EventPages(Dispatcher dispatcher, NoticeFeed feed, LogReader log, Semaphore lookups) {
    this.dispatcher = dispatcher;
    this.feed = feed;
    this.log = log;
    this.lookups = lookups;
  }

  /**
   * What was found.
   *
   * @param frames those the audience may see
   * @param reached everything up to here was looked at
   * @param gone whether some were removed before they were looked at, because they were too old
   */
  record Found(List<Frame> frames, EventId reached, boolean gone) {
    Found(List<Frame> frames, EventId reached) {
      this(frames, reached, false);
    }
  }

  /** Events up to here are in the ring. */
  EventId head() {
    return dispatcher.head();
  }

  /** Events up to here have marked whom they are for. */
  EventId matched() {
    return dispatcher.matched();
  }

  /**
   * The events in (after, upTo] for an audience: one page, at least one number further.
   *
   * @throws org.springframework.dao.DataAccessException when only the database has them, and it
   *     can't be reached
   */
  Found after(EventId after, EventId upTo, Audience audience, int limit) {
    EventRing ring = dispatcher.ring();
    if (ring.get(after.seq() + 1) != null) {
      return counted(Source.MEMORY, fromMemory(ring, after, upTo, audience, limit));
    }
    lookups.acquireUninterruptibly();
    try {
      int wanted = (int) Math.min(STREAM_PAGE, upTo.seq() - after.seq());
      List<Event> dense = feed.denseAfter(after, wanted);
      return dense.isEmpty()
          ? counted(
              Source.DATABASE, unlessGone(after, upTo, fromDatabase(after, upTo, audience, limit)))
          : counted(Source.REDIS, visible(dense, audience, limit));
    } finally {
      lookups.release();
    }
  }

  /** A page that says that the client must reload. */
  Page reset(Reason reason) {
    dispatcher.counts().resets().add(reason, 1);
    return Page.reset(reason);
  }

  private Found counted(Source source, Found found) {
    dispatcher.counts().pages().add(source, 1);
    dispatcher.counts().events().add(source, found.frames().size());
    return found;
  }

  private static Found fromMemory(
      EventRing ring, EventId after, EventId upTo, Audience audience, int limit) {
    var frames = new ArrayList<Frame>();
    EventId reached = after;
    for (long seq = after.seq() + 1; seq <= upTo.seq() && frames.size() < limit; seq++) {
      Frame frame = ring.get(seq);
      if (frame == null) {
        break; // written over meanwhile: the next page comes from elsewhere
      }
      reached = frame.id();
      if (audience.sees(frame)) {
        frames.add(frame);
      }
    }
    return new Found(frames, reached);
  }

  /** Asked afterwards, so that what is removed meanwhile does not go unnoticed. */
  private Found unlessGone(EventId after, EventId upTo, Found found) {
    return log.oldestSeq() > after.seq() + 1 ? new Found(List.of(), upTo, true) : found;
  }

  private Found fromDatabase(EventId after, EventId upTo, Audience audience, int limit) {
    if (audience.everything()) {
      int wanted = (int) Math.min(limit, upTo.seq() - after.seq());
      List<Event> events = log.after(after.seq(), wanted);
      return events.isEmpty() ? new Found(List.of(), upTo) : visible(events, audience, limit);
    }
    List<Event> events = log.after(after.seq(), upTo.seq(), audience.keys(), limit);
    return events.size() < limit
        ? new Found(events.stream().map(dispatcher::frame).filter(audience::sees).toList(), upTo)
        : visible(events, audience, limit);
  }

  private Found visible(List<Event> events, Audience audience, int limit) {
    var frames = new ArrayList<Frame>();
    EventId reached = events.getFirst().id();
    for (Event event : events) {
      if (frames.size() == limit) {
        break;
      }
      Frame frame = dispatcher.frame(event);
      if (audience.sees(frame)) {
        frames.add(frame);
      }
      reached = event.id();
    }
    return new Found(frames, reached);
  }
}
