package dev.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An event {@code state}, encoded: what changed in a user's inbox. It is in no log and never
 * replayed.
 *
 * @param whole what changed
 * @param refresh stands for it and for all before it, where those were too many to be kept: short,
 *     and says that the rest has to be loaded
 */
public record StateFrame(byte[] whole, byte[] refresh) {
  private static final String NAME = "state";

  /**
   * @param whole the data, JSON on one line
   * @param refresh the data of what stands for it, JSON on one line
   */
  public static StateFrame of(String whole, String refresh) {
    return new StateFrame(Frame.encode(NAME, null, whole), Frame.encode(NAME, null, refresh));
  }

  @Override
  public String toString() {
    return new String(whole, UTF_8);
  }
}
