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
 * @param title 1-200 code points; empty once it was retracted
 * @param body 0-10,000 code points, plain text
 * @param link where a click leads; null for nowhere
 * @param data what a click handler needs; null for nothing
 * @param publishAt when it was to be published; null for at once
 * @param expiresAt when it leaves inboxes; null for never
 * @param publishedAt when the event of {@code eventId} was; null while it is only scheduled
 * @param createdBy the poster's user id
 * @param revision raised by every event and every change
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

  /** Whether recipients have ever seen it. */
  public boolean wasPublished() {
    return publishedAt != null;
  }

  /** One revision later. */
  public Notice revised() {
    return standing(eventId, publishedAt, revision + 1, status);
  }

  /**
   * The notice once an event has published it.
   *
   * @param time by the database's clock
   */
  public Notice publishedBy(EventId event, Instant time) {
    return standing(event, time, revision, NoticeStatus.PUBLISHED);
  }

  /**
   * The notice once an event has made it news again.
   *
   * @param time by the database's clock
   */
  public Notice renewedBy(EventId event, Instant time) {
    return standing(event, time, revision, status);
  }

  /** The notice once it was taken back, one revision later: nothing is left of what it said. */
  public Notice retracted() {
    return new Notice(
        id,
        eventId,
        audience,
        category,
        severity,
        "",
        "",
        null,
        null,
        publishAt,
        expiresAt,
        publishedAt,
        createdAt,
        createdBy,
        revision + 1,
        NoticeStatus.RETRACTED);
  }

  private Notice standing(
      @Nullable EventId newEventId,
      @Nullable Instant newPublishedAt,
      int newRevision,
      NoticeStatus newStatus) {
    return new Notice(
        id,
        newEventId,
        audience,
        category,
        severity,
        title,
        body,
        link,
        data,
        publishAt,
        expiresAt,
        newPublishedAt,
        createdAt,
        createdBy,
        newRevision,
        newStatus);
  }
}
