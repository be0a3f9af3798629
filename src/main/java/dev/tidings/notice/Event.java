package dev.tidings.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log.
 *
 * @param id its position
 * @param uid unique over all logs; shows whether two entries with the same id are the same event
 * @param kind what it says
 * @param noticeId the notice it is about; null for control entries
 * @param audience who may see it; empty for entries that nobody may see
 * @param payload JSON on one line, as recipients see it; empty when erased
 * @param createdAt when it was appended, by the database's clock
 */
public record Event(
    EventId id,
    UUID uid,
    EventKind kind,
    @Nullable UUID noticeId,
    List<AudienceKey> audience,
    String payload,
    Instant createdAt) {
  public Event {
    audience = List.copyOf(audience);
  }
}
