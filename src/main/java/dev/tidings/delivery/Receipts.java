package dev.tidings.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * Which notices were written to whom, for statistics. What delivers never waits for what counts:
 * when too many receipts wait to be taken, further ones are lost. Any thread.
 */
@Component
public final class Receipts {
  /**
   * As many as the streams that one server holds get of one event, and some more. A receipt takes
   * about 100 bytes.
   */
  private static final int MOST = 20_000;

  private final ArrayBlockingQueue<Receipt> waiting = new ArrayBlockingQueue<>(MOST);
  private final LongAdder lost = new LongAdder();

  Receipts() {}

  /** That some notices were handed to a user's open stream or poll. */
  public record Receipt(String user, List<UUID> notices) {}

  /** Notes what was written to a user. Never blocks. */
  public void written(String user, List<Frame> frames) {
    List<UUID> notices = new ArrayList<>(frames.size());
    for (Frame frame : frames) {
      if (frame.hasContent() && frame.noticeId() != null) {
        notices.add(frame.noticeId());
      }
    }
    if (!notices.isEmpty() && !waiting.offer(new Receipt(user, notices))) {
      lost.increment();
    }
  }

  /** All that wait, oldest first; they are forgotten here. */
  public List<Receipt> take() {
    var taken = new ArrayList<Receipt>();
    waiting.drainTo(taken);
    return taken;
  }

  /** How many were lost since the start. */
  public long lost() {
    return lost.sum();
  }
}
