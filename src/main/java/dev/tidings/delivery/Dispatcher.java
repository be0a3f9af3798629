package dev.tidings.delivery;

import dev.tidings.log.KeyRemoval;
import dev.tidings.log.LogReader;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import dev.tidings.stream.EventSink;
import dev.tidings.stream.NoticeFeed;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes every event of the log into memory and wakes whom it is for. The ring is filled before the
 * web server starts, so that clients that come back after a restart are served from memory.
 */
@Component
public class Dispatcher implements EventSink, SmartLifecycle {
  /** When it starts: before the web server, and it is stopped after it. */
  public static final int PHASE = 0;

  private static final int FILL_PAGE = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final NoticeFeed feed;
  private final LogReader log;
  private final DeliveryProperties properties;
  private final Semaphore lookups;
  private final DeliveryCounts counts = new DeliveryCounts();
  private final AudienceIndex index = new AudienceIndex();
  private final List<Consumer<Frame>> controlListeners = new CopyOnWriteArrayList<>();

  private volatile @Nullable EventRing ring;
  private volatile RetractedNotices retracted = new RetractedNotices(List.of());
  private volatile @Nullable EventId matched;
  private volatile boolean running;

  Dispatcher(NoticeFeed feed, LogReader log, DeliveryProperties properties) {
    this.feed = feed;
    this.log = log;
    this.properties = properties;
    this.lookups = new Semaphore(properties.lookups());
  }

  /**
   * Calls back for every control entry from now on, on {@code tidings-reader}; the callback must
   * neither block nor throw.
   */
  public void onControl(Consumer<Frame> listener) {
    controlListeners.add(listener);
  }

  /**
   * Registers a receiver; from now on no event for it goes unnoticed.
   *
   * @param start everything up to here has been taken already
   * @param wake called on {@code tidings-reader} when there is something to take; must not block
   */
  public Subscription subscribe(Audience audience, EventId start, Runnable wake) {
    var subscription =
        new Subscription(audience, start, new EventPages(this, feed, log, lookups), wake);
    index.add(subscription);
    return subscription;
  }

  /** Forgets a receiver. Idempotent. */
  public void unsubscribe(Subscription subscription) {
    index.remove(subscription);
  }

  /** What all subscriptions were handed. */
  DeliveryCounts counts() {
    return counts;
  }

  /** The newest event this server has. */
  public EventId head() {
    return ring().head();
  }

  /** Every event up to here has marked the subscriptions it is for. */
  EventId matched() {
    EventId id = matched;
    if (id == null) {
      throw new IllegalStateException("not started");
    }
    return id;
  }

  EventRing ring() {
    EventRing current = ring;
    if (current == null) {
      throw new IllegalStateException("not started");
    }
    return current;
  }

  @Override
  public void accept(Event event) {
    Frame frame = remember(event, ring(), retracted);
    if (frame.kind() == EventKind.CONTROL) {
      controlListeners.forEach(listener -> listener.accept(frame));
    }
    index.match(frame, subscription -> subscription.mark(frame.id().seq()));
    matched = frame.id();
  }

  /** What an event looks like to receivers, be it from memory, from the stream or from the log. */
  Frame frame(Event event) {
    return retracted.screen(Frame.of(event));
  }

  /** What an entry takes back goes out of memory before the entry can be seen itself. */
  private static Frame remember(Event event, EventRing ring, RetractedNotices retracted) {
    Frame frame = retracted.screen(Frame.of(event));
    UUID notice = frame.noticeId();
    if (frame.kind() == EventKind.NOTICE_RETRACTED && notice != null) {
      retracted.add(notice);
      ring.erase(notice);
    }
    KeyRemoval removal =
        frame.kind() == EventKind.CONTROL ? KeyRemoval.read(frame.payload()) : null;
    if (removal != null) {
      ring.removeKey(new AudienceKey(removal.key()), Set.copyOf(removal.notices()));
    }
    ring.add(frame);
    return frame;
  }

  @Override
  public EventId restart(EventId lost, long lastCommon) {
    EventId head = readLog();
    index.all(subscription -> subscription.restart(new LostHistory(lost, lastCommon)));
    return head;
  }

  @Override
  public void start() {
    EventId head = readLog();
    feed.start(head, this);
    running = true;
    LOG.info("Serving from event {}", head);
  }

  private EventId readLog() {
    EventRing filled = filledRing();
    // Read after the ring, so that nothing is missing that was retracted while it was filled.
    retracted = new RetractedNotices(log.retracted(RetractedNotices.MOST));
    ring = filled;
    matched = filled.head();
    return filled.head();
  }

  private EventRing filledRing() {
    var head = log.head();
    List<Event> page = log.after(Math.max(0, head.seq() - properties.ringEvents()), FILL_PAGE);
    var filled =
        new EventRing(
            properties.ringEvents(),
            properties.ringMemory().toBytes(),
            page.isEmpty() ? head.newest() : page.getFirst().id());
    var seen = new RetractedNotices(List.of());
    while (!page.isEmpty()) {
      page.forEach(event -> remember(event, filled, seen));
      page = log.after(filled.head().seq(), FILL_PAGE);
    }
    return filled;
  }

  @Override
  public void stop() {
    running = false;
    feed.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
