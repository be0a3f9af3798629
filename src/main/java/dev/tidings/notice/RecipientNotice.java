package dev.tidings.notice;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A notice as recipients see it: never who else was addressed, nor who wrote it. The components are
 * those of {@link Notice}.
 */
public record RecipientNotice(
    UUID id,
    EventId eventId,
    int revision,
    String category,
    Severity severity,
    String title,
    String body,
    @Nullable String link,
    @Nullable JsonNode data,
    Instant publishedAt,
    @Nullable Instant expiresAt) {
  /** What recipients see of a notice that is out. */
  public static RecipientNotice of(Notice notice) {
    return new RecipientNotice(
        notice.id(),
        Objects.requireNonNull(notice.eventId()),
        notice.revision(),
        notice.category(),
        notice.severity(),
        notice.title(),
        notice.body(),
        notice.link(),
        notice.data(),
        Objects.requireNonNull(notice.publishedAt()),
        notice.expiresAt());
  }
}
