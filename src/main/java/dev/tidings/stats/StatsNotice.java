package dev.tidings.stats;

import dev.tidings.notice.AudienceKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a notice to count what became of it.
 *
 * @param eventSeq its newest news; null while it is only scheduled
 * @param publishedAt null while it is only scheduled
 */
record StatsNotice(
    UUID id, @Nullable Long eventSeq, List<AudienceKey> audience, @Nullable Instant publishedAt) {
  boolean isForAll() {
    return audience.contains(AudienceKey.ALL);
  }

  /** The ids of the users it is for by name. */
  List<String> users() {
    return audience.stream()
        .map(AudienceKey::value)
        .filter(key -> key.startsWith("user:"))
        .map(key -> key.substring("user:".length()))
        .toList();
  }

  /**
   * Whether who sees it is known: then who has read it can be counted. Of groups nobody but their
   * members' tokens knows who is in them.
   */
  boolean hasKnownAudience() {
    return isForAll() || users().size() == audience.size();
  }
}
