package dev.tidings.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A notice as an admin sees it.
 *
 * @param id a UUIDv7
 * @param eventId the event that published it, or last made it news; null while it is only scheduled
 * @param audience 1-1,000 keys
 * @param category a slug
 * @param title 1-200 code points
 * @param body 0-10,000 code points, plain text
 * @param link where a click leads; null for nowhere
 * @param data what a click handler needs; null for nothing
 * @param publishAt when it was to be published; null for at once
 * @param expiresAt when it leaves inboxes; null for never
 * @param publishedAt null while it is only scheduled
 * @param createdBy the poster's user id
 * @param revision raised by every event
 */
public record Notice(
    UUID id,
    @Nullable EventId eventId,
    List<AudienceKey> audience,
    String category,
    Severity severity,
    String title,
    String body,
    @Nullable String link,
    @Nullable JsonNode data,
    @Nullable Instant publishAt,
    @Nullable Instant expiresAt,
    @Nullable Instant publishedAt,
    Instant createdAt,
    String createdBy,
    int revision,
    NoticeStatus status) {
  public Notice {
    audience = List.copyOf(audience);
  }
}
