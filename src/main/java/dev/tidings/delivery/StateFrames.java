package dev.tidings.delivery;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one connection beside the log's events. Bounded: when a client is too slow for it,
 * one frame that says "load anew" takes the place of all. Any thread.
 */
final class StateFrames {
  /** Bytes; a usual frame has 200, the largest 9,000. */
  static final int MOST = 16 * 1024;

  /** Null until the first frame, as most connections get none. */
  private @Nullable ArrayDeque<byte[]> waiting;

  private int bytes;
  private boolean collapsed;

  synchronized void add(StateFrame frame) {
    if (waiting == null) {
      waiting = new ArrayDeque<>(2);
    }
    if (collapsed || bytes + frame.whole().length > MOST) {
      waiting.clear();
      waiting.add(frame.refresh());
      collapsed = true;
    } else {
      waiting.add(frame.whole());
      bytes += frame.whole().length;
    }
  }

  /** The next one to write; null when none waits. */
  synchronized byte @Nullable [] poll() {
    byte[] next = waiting == null ? null : waiting.poll();
    if (next == null) {
      waiting = null;
      bytes = 0;
      collapsed = false;
    }
    return next;
  }
}
