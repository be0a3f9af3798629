package dev.tidings.inbox;

import dev.tidings.notice.EventId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader's other devices are told after a change: the data of the event {@code state}.
 *
 * @param asOf what was published later is not counted
 * @param changes notices as they are now; null for none. To be applied after {@code readUpTo}
 * @param readUpTo everything up to there is read, but for {@code changes} that say otherwise; null
 *     when that did not change
 * @param preferences true when they changed; else null
 * @param refresh true when more changed than is said, perhaps the preferences too; else null
 */
public record InboxReport(
    int unread,
    boolean capped,
    EventId asOf,
    @Nullable List<Changed> changes,
    @Nullable EventId readUpTo,
    @Nullable Boolean preferences,
    @Nullable Boolean refresh) {
  /** Where a notice stands now. */
  public record Changed(UUID id, boolean read, boolean archived) {}

  /** The same counts, and the advice to load the rest anew. */
  public InboxReport toRefresh() {
    return new InboxReport(unread, capped, asOf, null, null, null, true);
  }

  /** Whether it has news for its reader beyond the counts. */
  public boolean hasNews() {
    return changes != null || readUpTo != null || preferences != null || refresh != null;
  }
}
