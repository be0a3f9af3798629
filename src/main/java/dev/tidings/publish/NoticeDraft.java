package dev.tidings.publish;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Category;
import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
  static final int MAX_AUDIENCE = 1_000;

  /**
   * Checks a request.
   *
   * @throws InvalidValue for the first field that breaks its limit
   */
  static NoticeDraft of(NoticeRequest request) {
    return new NoticeDraft(
        audience(request.audience()),
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

  private static List<AudienceKey> audience(@Nullable List<@Nullable String> texts) {
    if (texts == null || texts.isEmpty() || texts.size() > MAX_AUDIENCE) {
      throw new InvalidValue("audience", "must have 1 to 1,000 audience keys");
    }
    var keys = new LinkedHashSet<AudienceKey>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      try {
        keys.add(new AudienceKey(text == null ? "" : text));
      } catch (InvalidValue e) {
        throw new InvalidValue("audience[" + i + "]", e.limit());
      }
    }
    return new ArrayList<>(keys);
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
