package dev.tidings.notice;

import java.time.Instant;
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
    @Nullable Instant expiresAt) {}
