package dev.tidings.publish;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Category;
import dev.tidings.notice.EventId;
import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Notice;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.notice.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A notice that keeps every limit and can be stored. The components are those of {@link
 * dev.tidings.notice.Notice}, with defaults filled in.
 */
record NoticeDraft(
    List<AudienceKey> audience,
    String category,
    Severity severity,
    String title,
    String body,
    @Nullable String link,
    @Nullable JsonNode data,
    @Nullable Instant publishAt,
    @Nullable Instant expiresAt) {
  /**
   * Checks a request.
   *
   * @throws InvalidValue for the first field that breaks its limit
   */
  static NoticeDraft of(NoticeRequest request) {
    return new NoticeDraft(
        AudienceKey.listOf(request.audience()),
        category(request.category()),
        request.severity() == null ? Severity.INFO : request.severity(),
        title(request.title()),
        body(request.body()),
        request.link() == null ? null : Link.checked(request.link()),
        request.data() == null || request.data().isNull()
            ? null
            : NoticeData.checked(request.data()),
        millis(request.publishAt()),
        expiresAt(request));
  }

  /** What a notice says now. */
  static NoticeDraft of(Notice notice) {
    return new NoticeDraft(
        notice.audience(),
        notice.category(),
        notice.severity(),
        notice.title(),
        notice.body(),
        notice.link(),
        notice.data(),
        millis(notice.publishAt()),
        millis(notice.expiresAt()));
  }

  /** Whether it matters what time it is. */
  boolean hasTimes() {
    return publishAt != null || expiresAt != null;
  }

  /** Whether it is to be published later than that. */
  boolean isForLaterThan(Instant time) {
    return publishAt != null && publishAt.isAfter(time);
  }

  /** Whether it ends at that time or before. */
  boolean hasEndedAt(Instant time) {
    return expiresAt != null && !expiresAt.isAfter(time);
  }

  /** A new notice, which nobody has seen yet. */
  Notice notice(UUID id, Instant createdAt, String createdBy) {
    return standing(id, null, null, createdAt, createdBy, 1, NoticeStatus.SCHEDULED);
  }

  /** The same for others. */
  NoticeDraft to(List<AudienceKey> others) {
    return new NoticeDraft(
        others, category, severity, title, body, link, data, publishAt, expiresAt);
  }

  /**
   * A notice that says this from now on, one revision later.
   *
   * @param now decides whether it has ended
   */
  Notice insteadOf(Notice old, Instant now) {
    return standing(
        old.id(),
        old.eventId(),
        old.publishedAt(),
        old.createdAt(),
        old.createdBy(),
        old.revision() + 1,
        hasEndedAt(now)
            ? NoticeStatus.EXPIRED
            : old.wasPublished() ? NoticeStatus.PUBLISHED : NoticeStatus.SCHEDULED);
  }

  private Notice standing(
      UUID id,
      @Nullable EventId eventId,
      @Nullable Instant publishedAt,
      Instant createdAt,
      String createdBy,
      int revision,
      NoticeStatus status) {
    return new Notice(
        id,
        eventId,
        audience,
        category,
        severity,
        title,
        body,
        link,
        data,
        publishAt,
        expiresAt,
        publishedAt,
        createdAt,
        createdBy,
        revision,
        status);
  }

  private static String category(@Nullable String category) {
    return category == null ? Category.DEFAULT : Category.checked(category);
  }

  private static String title(@Nullable String title) {
    if (title == null || title.isBlank()) {
      throw new InvalidValue("title", "must have 1 to 200 characters that are not all blank");
    }
    return Text.checked("title", title, 200);
  }

  private static String body(@Nullable String body) {
    return body == null ? "" : Text.checked("body", body, 10_000);
  }

  private static @Nullable Instant expiresAt(NoticeRequest request) {
    Instant from = millis(request.publishAt());
    Instant until = millis(request.expiresAt());
    if (from != null && until != null && !until.isAfter(from)) {
      throw new InvalidValue("expiresAt", "must be after publishAt");
    }
    return until;
  }

  /** No finer than databases and browsers keep it: all who read it are to see the same. */
  private static @Nullable Instant millis(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
  }
}
