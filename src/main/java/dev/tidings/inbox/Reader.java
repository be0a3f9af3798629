package dev.tidings.inbox;

import dev.tidings.notice.AudienceKey;
import dev.tidings.security.Caller;
import java.util.Set;

/**
 * Whose inbox is looked at, and what their token lets them see.
 *
 * @param keys the keys of notices they see
 */
public record Reader(String user, Set<AudienceKey> keys) {
  public Reader {
    keys = Set.copyOf(keys);
  }

  static Reader of(Caller caller) {
    return new Reader(caller.user(), caller.audience());
  }
}
