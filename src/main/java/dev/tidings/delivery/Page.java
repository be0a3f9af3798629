package dev.tidings.delivery;

import java.util.List;

/**
 * Some events in order.
 *
 * @param frames what the audience may see; may be empty although there is more
 * @param caughtUp whether the head was reached
 * @param reset whether the position was lost, because an older copy of the database was restored:
 *     the subscription is at the head now, and its client must reload
 */
public record Page(List<Frame> frames, boolean caughtUp, boolean reset) {
  static final Page NOTHING = new Page(List.of(), true, false);
  static final Page RESET = new Page(List.of(), true, true);
}
