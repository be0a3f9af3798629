package dev.tidings.delivery;

import dev.tidings.delivery.StreamStart.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events in order.
 *
 * @param frames what the audience may see; may be empty although there is more
 * @param caughtUp whether the head was reached
 * @param reset why the position can't be continued: an older copy of the database was restored, or
 *     what came next was removed as too old. The subscription is at the head now, and its client
 *     must reload. Null when all is well
 */
public record Page(List<Frame> frames, boolean caughtUp, @Nullable Reason reset) {
  static final Page NOTHING = new Page(List.of(), true, null);

  static Page reset(Reason reason) {
    return new Page(List.of(), true, reason);
  }
}
