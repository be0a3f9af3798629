package dev.tidings.delivery;

import java.util.List;

/**
 * Some events in order.
 *
 * @param frames what the audience may see; may be empty although there is more
 * @param caughtUp whether the head was reached
 */
public record Page(List<Frame> frames, boolean caughtUp) {
  static final Page NOTHING = new Page(List.of(), true);
}
