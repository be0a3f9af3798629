package dev.tidings.delivery;

import dev.tidings.notice.AudienceKey;
import java.util.Set;

/**
 * What a subscription may see.
 *
 * @param keys the caller's audience keys
 * @param everything true for an operator's tail: every event of every audience, control entries too
 */
public record Audience(Set<AudienceKey> keys, boolean everything) {
  /** Every event of every audience. */
  public static final Audience EVERYTHING = new Audience(Set.of(), true);

  public Audience {
    keys = Set.copyOf(keys);
  }

  /** What the holder of these keys may see. */
  public static Audience of(Set<AudienceKey> keys) {
    return new Audience(keys, false);
  }

  /** Whether it is a user's who has one of the keys; an operator's tail is nobody's. */
  boolean holdsAny(Set<AudienceKey> wanted) {
    Set<AudienceKey> fewer = keys.size() < wanted.size() ? keys : wanted;
    Set<AudienceKey> more = fewer == keys ? wanted : keys;
    for (AudienceKey key : fewer) {
      if (more.contains(key)) {
        return true;
      }
    }
    return false;
  }

  boolean sees(Frame frame) {
    if (everything) {
      return true;
    }
    if (!frame.kind().isForUsers()) {
      return false;
    }
    for (AudienceKey key : frame.audience()) {
      if (keys.contains(key)) {
        return true;
      }
    }
    return false;
  }
}
