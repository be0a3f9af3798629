package dev.tidings.stream;

import dev.tidings.log.EventLog;
import dev.tidings.log.KeyRemoval;
import dev.tidings.log.LogHead;
import dev.tidings.log.LogReader;
import dev.tidings.loop.Outage;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import io.lettuce.core.StreamMessage;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the log into the stream. Every server runs one; there is no leader and no lock.
 *
 * <p>It keeps no mark of what was published: the stream's own top says what is missing, and the
 * append refuses unless that top is still the one that was read. So a crash anywhere loses and
 * doubles nothing, and a Redis that was emptied, trimmed or failed over to a lagging replica is
 * filled again with the same ids and contents. All work is done by its own thread.
 */
final class StreamRelay implements Runnable {
  /** An append of 500 blocks Redis for 5-10 ms; 100 stay below 1 ms. */
  private static final int BATCH = 100;

  private static final Logger LOG = LoggerFactory.getLogger(StreamRelay.class);

  private final EventLog eventLog;
  private final LogReader log;
  private final NoticeStream stream;
  private final StreamOwner owner;
  private final StreamProperties properties;
  private final Clock clock;
  private final Outage outage;
  private final Semaphore nudges = new Semaphore(0);

  private volatile boolean running = true;

  /** The top that is known to be a prefix of the log; null before it was looked at. */
  private @Nullable String knownTop;

  StreamRelay(
      EventLog eventLog,
      LogReader log,
      NoticeStream stream,
      StreamOwner owner,
      StreamProperties properties,
      Clock clock) {
    this.eventLog = eventLog;
    this.log = log;
    this.stream = stream;
    this.owner = owner;
    this.properties = properties;
    this.clock = clock;
    this.outage = new Outage(LOG, clock, "Copying the log into Redis", properties.maxBackoff());
    eventLog.onCommit(this::nudge);
  }

  /** Something was committed: look now instead of at the next poll. Never blocks. */
  private void nudge() {
    if (nudges.availablePermits() == 0) {
      nudges.release();
    }
  }

  /** Ends the loop after the round it is in. */
  void stop() {
    running = false;
    nudges.release();
  }

  @Override
  public void run() {
    boolean nudged = false;
    while (running) {
      long pause = properties.poll().toMillis();
      try {
        relay(nudged);
        outage.worked();
      } catch (RuntimeException e) {
        // The loop must live: whatever went wrong, the next look starts from what Redis holds.
        knownTop = null;
        stream.forgetConnection();
        pause = outage.failed(e).toMillis();
      }
      try {
        nudged = nudges.tryAcquire(pause, TimeUnit.MILLISECONDS);
        nudges.drainPermits();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Brings the stream to the log's head.
   *
   * @param nudged trust the known top, the append will tell if it is wrong; else ask Redis, which
   *     also notices a stream that lost its newest part while nobody posts
   */
  private void relay(boolean nudged) {
    String top = nudged ? knownTop : null;
    if (top == null) {
      top = adoptTop();
    }
    while (!hasAppendedAllAfter(top)) {
      top = adoptTop();
    }
  }

  /** Asks Redis for the top, and makes sure that it is the log's. */
  private String adoptTop() {
    owner.claim(); // each time, as the key that says whose the stream is may vanish alone
    String top = stream.top();
    if (!top.equals(knownTop) || isBeyond(log.head())) {
      while (!isPrefixOfLog(top)) {
        top = stream.top();
      }
      knownTop = top;
    }
    return top;
  }

  /** Whether the log lost what was appended: it was replaced by an older copy of itself. */
  private boolean isBeyond(LogHead head) {
    EventId known = knownTop == null ? null : EventId.parse(knownTop);
    return known != null && known.seq() > head.seq();
  }

  /**
   * Appends what the log has above the top.
   *
   * @return false when the top was another one: another server did it, or Redis changed
   */
  private boolean hasAppendedAllAfter(String top) {
    String expected = top;
    while (true) {
      List<Event> missing = log.after(start(expected), BATCH);
      if (missing.isEmpty()) {
        return true;
      }
      String last = missing.getLast().id().toString();
      if (!stream.append(expected, missing, erasedBy(missing)).equals(last)) {
        return false;
      }
      knownTop = last;
      expected = last;
      if (missing.size() < BATCH) {
        return true;
      }
    }
  }

  /** The entries that the events have erased or changed; some may not be in the stream. */
  private List<EventId> erasedBy(List<Event> events) {
    return events.stream().flatMap(event -> erasedBy(event).stream()).toList();
  }

  private List<EventId> erasedBy(Event event) {
    if (event.kind() == EventKind.NOTICE_RETRACTED && event.noticeId() != null) {
      return log.erased(event.noticeId());
    }
    KeyRemoval removal =
        event.kind() == EventKind.CONTROL ? KeyRemoval.read(event.payload()) : null;
    return removal == null || removal.notices().isEmpty()
        ? List.of()
        : log.ofNotices(removal.notices());
  }

  /** The number after which to copy: an empty stream gets the newest part of the log only. */
  private long start(String top) {
    EventId id = EventId.parse(top);
    if (top.equals(NoticeStream.EMPTY) || id == null) {
      return Math.max(0, log.head().seq() - properties.rebuildLength());
    }
    return id.seq();
  }

  /** Whether the stream's top is an event of the log. If not, the stream is removed. */
  private boolean isPrefixOfLog(String top) {
    if (top.equals(NoticeStream.EMPTY)) {
      return true;
    }
    EventId id = EventId.parse(top);
    StreamMessage<String, String> entry = stream.newest();
    boolean entryIsTop = false;
    Event ours = null;
    if (entry != null && entry.getId().equals(top)) {
      entryIsTop = true;
      ours = StreamFields.event(top, entry.getBody());
    }
    if (id == null || (entryIsTop && ours == null)) {
      LOG.warn("The stream's newest entry {} is not ours; the stream is built anew", top);
      stream.delete(top);
      return false;
    }
    LogHead head = log.head();
    Event row = log.at(id).orElse(null);
    if (row == null ? id.equals(head.newest()) : ours == null || ours.uid().equals(row.uid())) {
      return true;
    }
    if (row == null && id.epoch() <= head.epoch() && id.seq() < log.oldestSeq()) {
      LOG.info("The stream ends at {}, before the log begins; it is built anew", top);
      stream.delete(top);
      return false;
    }
    long epoch = eventLog.raiseEpoch(id.epoch(), clock.instant());
    LOG.warn(
        "The stream's newest entry {} is not in the log, whose head is {}: events were lost from"
            + " the database. New events get the epoch {}; the stream is built anew",
        top,
        head.newest(),
        epoch);
    stream.delete(top);
    return false;
  }
}
