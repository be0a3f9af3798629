package dev.tidings.delivery;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventId;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The newest events in memory, bounded by their number and their weight. One thread adds; any
 * thread reads, without locks: a frame knows its number, so a slot that was written over is
 * noticed.
 */
final class EventRing {
  private final AtomicReferenceArray<@Nullable Frame> slots;
  private final long maxWeight;
  private volatile EventId head;

  /** Owned by the adding thread. */
  private long oldest;

  private long weight;

  /**
   * @param capacity events at most
   * @param maxWeight bytes at most; a single heavier event is kept all the same
   * @param head the position after which events will be added
   */
  EventRing(int capacity, long maxWeight, EventId head) {
    this.slots = new AtomicReferenceArray<>(capacity);
    this.maxWeight = maxWeight;
    this.head = head;
    this.oldest = head.seq();
  }

  /** Adds the successor of the newest event, and then raises the head. */
  void add(Frame frame) {
    long seq = frame.id().seq();
    weight += frame.weight();
    while (seq - oldest >= slots.length() || (weight > maxWeight && oldest < seq)) {
      Frame dropped = slots.getAndSet(slot(oldest), null);
      weight -= dropped == null ? 0 : dropped.weight();
      oldest++;
    }
    slots.set(slot(seq), frame);
    head = frame.id();
  }

  /** Forgets what a notice's events say. Called by the adding thread. */
  void erase(UUID noticeId) {
    replace(frame -> frame.hasContent() && noticeId.equals(frame.noticeId()), Frame::erased);
  }

  /** Takes somebody out of some notices' events. Called by the adding thread. */
  void removeKey(AudienceKey key, Set<UUID> notices) {
    replace(
        frame -> frame.noticeId() != null && notices.contains(frame.noticeId()),
        frame -> frame.without(key));
  }

  private void replace(Predicate<Frame> which, UnaryOperator<Frame> change) {
    for (long seq = oldest; seq <= head.seq(); seq++) {
      Frame frame = slots.get(slot(seq));
      if (frame != null && which.test(frame)) {
        Frame changed = change.apply(frame);
        weight += changed.weight() - frame.weight();
        slots.set(slot(seq), changed);
      }
    }
  }

  /** The newest event's id, or the position the ring began after. */
  EventId head() {
    return head;
  }

  /** The event of that number; null when it is not, or not any more, in memory. */
  @Nullable Frame get(long seq) {
    if (seq < 1) {
      return null;
    }
    Frame frame = slots.get(slot(seq));
    return frame != null && frame.id().seq() == seq ? frame : null;
  }

  private int slot(long seq) {
    return (int) (seq % slots.length());
  }
}
