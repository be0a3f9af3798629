package dev.tidings.delivery;

import dev.tidings.notice.EventId;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A position in the log and an audience: all that a receiver is. Replay and live are one loop over
 * {@link #next}, so there is no seam to lose or double an event at.
 *
 * <p>It must be registered before its first page is taken. The dispatcher adds an event to the
 * ring, marks the subscriptions it is for with the first event that waits for them, and then raises
 * {@code matched}. A subscription at the head sleeps, whatever passes by; woken, it jumps to its
 * mark; unmarked, it moves to {@code matched}. Everything but {@link #mark} belongs to one thread
 * at a time, its owner's.
 */
public final class Subscription {
  private static final long UNMARKED = Long.MAX_VALUE;

  private final Audience audience;
  private final EventPages pages;
  private final Runnable wake;
  private final AtomicLong mark = new AtomicLong(UNMARKED);

  /** Set when the log lost events; consumed by the owner. */
  private volatile @Nullable LostHistory lostHistory;

  private EventId position;
  private boolean behind = true;

  Subscription(Audience audience, EventId start, EventPages pages, Runnable wake) {
    this.audience = audience;
    this.position = start;
    this.pages = pages;
    this.wake = wake;
  }

  Audience audience() {
    return audience;
  }

  /** Everything up to here that the audience may see has been taken. Never falls. */
  public EventId position() {
    return position;
  }

  /** Called by the dispatcher: this event is for you. Never blocks. */
  void mark(long seq) {
    mark.compareAndSet(UNMARKED, seq);
    wake.run();
  }

  /** Called by the dispatcher: some events that may have been taken are not in the log any more. */
  void restart(LostHistory lost) {
    lostHistory = lost;
    wake.run();
  }

  /**
   * The next events that the audience may see.
   *
   * @return a page; its {@code caughtUp} tells that the next one is worth asking for only after a
   *     wake-up
   * @throws org.springframework.dao.DataAccessException when the events are neither in memory nor
   *     in Redis, and the database can't be reached
   */
  public Page next(int limit) {
    LostHistory lost = lostHistory;
    if (lost != null) {
      lostHistory = null;
      behind = true;
      if (lost.covers(position)) {
        position = pages.head();
        return pages.reset(StreamStart.Reason.EPOCH);
      }
    }
    EventId matched = pages.matched();
    long marked = mark.getAndSet(UNMARKED);
    if (!behind && marked == UNMARKED) {
      position = EventId.later(position, matched);
      return Page.NOTHING;
    }
    // Read after the mark was taken: what is added from now on sets it again.
    EventId head = pages.head();
    long from = behind ? position.seq() : Math.max(position.seq(), marked - 1);
    if (from >= head.seq()) {
      behind = false;
      return Page.NOTHING;
    }
    var after = new EventId(position.epoch(), from);
    EventPages.Found found = pages.after(after, head, audience, limit);
    position = EventId.later(position, found.reached());
    behind = position.seq() < head.seq();
    return found.gone()
        ? pages.reset(StreamStart.Reason.HORIZON)
        : new Page(found.frames(), !behind, null);
  }
}
