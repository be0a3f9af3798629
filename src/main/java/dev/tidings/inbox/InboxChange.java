package dev.tidings.inbox;

import dev.tidings.notice.EventId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a user's inbox by their own doing. It says where, not what: whoever wants to know
 * looks there, and so sees the newest, in whatever order changes are heard of.
 *
 * @param notices those that were marked, at most {@link #MOST}
 * @param readUpTo everything up to there was read; null when that did not happen
 * @param preferences whether they were changed
 * @param refresh whether more happened than is said here
 */
public record InboxChange(
    String user,
    Set<UUID> notices,
    @Nullable EventId readUpTo,
    boolean preferences,
    boolean refresh) {
  /** More are not listed: it is cheaper to load a page of the inbox then. */
  static final int MOST = 100;

  public InboxChange {
    notices = Set.copyOf(notices);
  }

  static InboxChange marked(String user, UUID notice) {
    return new InboxChange(user, Set.of(notice), null, false, false);
  }

  static InboxChange readUpTo(String user, EventId position) {
    return new InboxChange(user, Set.of(), position, false, false);
  }

  static InboxChange preferences(String user) {
    return new InboxChange(user, Set.of(), null, true, false);
  }

  /** Anything may have happened. */
  public static InboxChange unknown(String user) {
    return new InboxChange(user, Set.of(), null, false, true);
  }

  /** Both, of the same user. */
  public InboxChange and(InboxChange later) {
    var both = new HashSet<>(notices);
    both.addAll(later.notices);
    boolean tooMany = both.size() > MOST;
    return new InboxChange(
        user,
        tooMany ? Set.of() : both,
        laterOf(readUpTo, later.readUpTo),
        preferences || later.preferences,
        refresh || later.refresh || tooMany);
  }

  private static @Nullable EventId laterOf(@Nullable EventId a, @Nullable EventId b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : EventId.later(a, b);
  }
}
