package dev.tidings.publish;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventId;
import dev.tidings.notice.Notice;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.notice.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A notice in the database. */
@Entity
@Table(name = "notice")
class NoticeRow {
  @Id private UUID id;
  private @Nullable Long eventEpoch;
  private @Nullable Long eventSeq;

  /** Keys separated by spaces. */
  private String audience;

  private String category;

  @Enumerated(EnumType.STRING)
  private Severity severity;

  private String title;
  private String body;
  private @Nullable String link;

  /** JSON, as it was posted. */
  private @Nullable String data;

  private @Nullable Instant publishAt;
  private @Nullable Instant expiresAt;
  private @Nullable Instant publishedAt;
  private Instant createdAt;

  @Column(updatable = false)
  private String createdBy;

  private int revision;

  @Enumerated(EnumType.STRING)
  private NoticeStatus status;

  @NullUnmarked
  protected NoticeRow() {}

  NoticeRow(Notice notice) {
    this.id = notice.id();
    this.eventEpoch = notice.eventId() == null ? null : notice.eventId().epoch();
    this.eventSeq = notice.eventId() == null ? null : notice.eventId().seq();
    this.audience =
        notice.audience().stream().map(AudienceKey::value).collect(Collectors.joining(" "));
    this.category = notice.category();
    this.severity = notice.severity();
    this.title = notice.title();
    this.body = notice.body();
    this.link = notice.link();
    this.data = notice.data() == null ? null : notice.data().toString();
    this.publishAt = notice.publishAt();
    this.expiresAt = notice.expiresAt();
    this.publishedAt = notice.publishedAt();
    this.createdAt = notice.createdAt();
    this.createdBy = notice.createdBy();
    this.revision = notice.revision();
    this.status = notice.status();
  }

  /**
   * The notice as it is at a time.
   *
   * @param now makes a published notice an expired one after its end
   */
  Notice toNotice(JsonMapper json, Instant now) {
    boolean expired =
        status == NoticeStatus.PUBLISHED && expiresAt != null && !expiresAt.isAfter(now);
    return new Notice(
        id,
        eventEpoch == null || eventSeq == null ? null : new EventId(eventEpoch, eventSeq),
        Arrays.stream(audience.split(" ")).map(AudienceKey::new).toList(),
        category,
        severity,
        title,
        body,
        link,
        data == null ? null : json.readTree(data),
        publishAt,
        expiresAt,
        publishedAt,
        createdAt,
        createdBy,
        revision,
        expired ? NoticeStatus.EXPIRED : status);
  }
}
