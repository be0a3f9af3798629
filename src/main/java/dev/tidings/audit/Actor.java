package dev.tidings.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param user the user's id; null: Tidings itself
 * @param tokenId the id of the token it was done with, never the token; null: Tidings itself
 */
public record Actor(@Nullable String user, @Nullable String tokenId) {
  /** Tidings itself, such as when a notice's time has come. */
  public static final Actor TIDINGS = new Actor(null, null);
}
