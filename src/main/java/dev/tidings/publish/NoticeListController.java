package dev.tidings.publish;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Category;
import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/notices}: what was posted. */
@RestController
final class NoticeListController {
  private static final int MAX_LIMIT = 100;
  private static final int MAX_TEXT = 200;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  private final NoticeList list;

  NoticeListController(NoticeList list) {
    this.list = list;
  }

  @GetMapping("/api/v1/notices")
  ResponseEntity<NoticePage> page(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(name = "status", defaultValue = "") String status,
      @RequestParam(name = "category", defaultValue = "") String category,
      @RequestParam(name = "audience", defaultValue = "") String audience,
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor,
      @RequestParam(name = "limit", defaultValue = "20") String limit) {
    // Empty means all, as forms send it.
    var filter =
        new NoticeFilter(
            status.isEmpty() ? null : status(status),
            category.isEmpty() ? null : Category.checked(category),
            audience.isEmpty() ? null : new AudienceKey(audience),
            text.isBlank() ? null : Text.checked("q", text.strip(), MAX_TEXT));
    var after = cursor == null ? null : NoticeCursor.parse(cursor);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(list.page(caller, filter, after, limit(limit)));
  }

  private static NoticeStatus status(String status) {
    return Arrays.stream(NoticeStatus.values())
        .filter(value -> value.name().equals(status))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValue(
                    "status",
                    Arrays.stream(NoticeStatus.values())
                        .map(NoticeStatus::name)
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
  }

  private static int limit(String limit) {
    if (NUMBER.matcher(limit).matches()) {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MAX_LIMIT) {
        return number;
      }
    }
    throw Problem.invalid("limit", "must be 1 to " + MAX_LIMIT);
  }
}
