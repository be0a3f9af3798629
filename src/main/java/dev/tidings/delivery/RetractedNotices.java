package dev.tidings.delivery;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The notices that were retracted lately. What they said is gone from the log, but a copy of the
 * stream may still hold it, or a page that was read just before: it is taken for erased here. One
 * thread adds; any thread asks.
 */
final class RetractedNotices {
  /** About 10 MB. Copies of the stream that lag by so many retractions are not to be found. */
  static final int MOST = 100_000;

  private final Set<UUID> ids = ConcurrentHashMap.newKeySet();

  /** Owned by the adding thread: the same ids, the oldest first. */
  private final ArrayDeque<UUID> order = new ArrayDeque<>();

  /**
   * @param newestFirst those that are known already
   */
  RetractedNotices(List<UUID> newestFirst) {
    newestFirst.reversed().forEach(this::add);
  }

  void add(UUID noticeId) {
    if (ids.add(noticeId)) {
      order.add(noticeId);
      if (order.size() > MOST) {
        ids.remove(order.remove());
      }
    }
  }

  /** The frame itself, or its empty place if it tells what a retracted notice said. */
  Frame screen(Frame frame) {
    return frame.hasContent() && frame.noticeId() != null && ids.contains(frame.noticeId())
        ? frame.erased()
        : frame;
  }
}
