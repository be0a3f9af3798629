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
import org.hibernate.annotations.Formula;
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

  /** Never EXPIRED: that a notice has ended is seen by its time. */
  @Enumerated(EnumType.STRING)
  private NoticeStatus status;

  /** The database's clock when the row was read: this server's may be wrong. */
  @Formula("now()")
  private Instant readAt;

  @NullUnmarked
  protected NoticeRow() {}

  @NullUnmarked
  NoticeRow(Notice notice) {
    this.id = notice.id();
    this.createdBy = notice.createdBy();
    become(notice);
  }

  /** Takes over what the notice is now. */
  final void become(Notice notice) {
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
    this.revision = notice.revision();
    this.status =
        notice.status() != NoticeStatus.EXPIRED
            ? notice.status()
            : notice.wasPublished() ? NoticeStatus.PUBLISHED : NoticeStatus.SCHEDULED;
  }

  /** The database's clock when the row was read. */
  Instant readAt() {
    return readAt;
  }

  /** The notice as it was when the row was read: one whose end has come is an expired one. */
  Notice toNotice(JsonMapper json) {
    boolean ended =
        status != NoticeStatus.RETRACTED && expiresAt != null && !expiresAt.isAfter(readAt);
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
        ended ? NoticeStatus.EXPIRED : status);
  }
}
