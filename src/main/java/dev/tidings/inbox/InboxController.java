package dev.tidings.inbox;

import dev.tidings.inbox.InboxFilter.Status;
import dev.tidings.notice.Category;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/me/notices}: the inbox, and the position to go on live from. */
@RestController
final class InboxController {
  private static final int MAX_LIMIT = 100;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  /** An event's number, to the base of 36; 2^53-1 has eleven digits. */
  private static final Pattern CURSOR = Pattern.compile("[0-9a-z]{1,11}");

  private final Inbox inbox;

  InboxController(Inbox inbox) {
    this.inbox = inbox;
  }

  @GetMapping("/api/v1/me/notices")
  ResponseEntity<InboxPage> page(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(name = "status", defaultValue = "all") String status,
      @RequestParam(name = "category", required = false) @Nullable String category,
      @RequestParam(name = "limit", defaultValue = "20") String limit,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    var filter = new InboxFilter(status(status), category(category), before(cursor), limit(limit));
    return uncached(inbox.page(Reader.of(caller), filter));
  }

  @GetMapping("/api/v1/me/notices/{id}")
  ResponseEntity<InboxItem> one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return uncached(
        inbox
            .find(Reader.of(caller), NoticeId.of(id))
            .orElseThrow(() -> Problem.notFound("notice")));
  }

  @GetMapping("/api/v1/me/counts")
  ResponseEntity<Inbox.CountsAt> counts(@AuthenticationPrincipal Caller caller) {
    return uncached(inbox.counts(Reader.of(caller)));
  }

  private static <T> ResponseEntity<T> uncached(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  private static Status status(String status) {
    return switch (status) {
      case "all" -> Status.ALL;
      case "unread" -> Status.UNREAD;
      case "archived" -> Status.ARCHIVED;
      default -> throw Problem.invalid("status", "must be all, unread or archived");
    };
  }

  /** Empty means all, as forms send it. */
  private static @Nullable String category(@Nullable String category) {
    return category == null || category.isEmpty() ? null : Category.checked(category);
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

  private static long before(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    if (!CURSOR.matcher(cursor).matches()) {
      throw Problem.invalid("cursor", "must be the nextCursor of an earlier page");
    }
    return Long.parseLong(cursor, 36);
  }
}
