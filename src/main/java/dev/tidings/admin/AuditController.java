package dev.tidings.admin;

import dev.tidings.audit.AuditAction;
import dev.tidings.audit.AuditEntry;
import dev.tidings.audit.AuditQuery;
import dev.tidings.audit.AuditReader;
import dev.tidings.problem.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/admin/audit}: who did what, newest first. */
@RestController
final class AuditController {
  private static final int MAX_LIMIT = 100;

  /** An entry's number, to the base of 36. */
  private static final Pattern CURSOR = Pattern.compile("[0-9a-z]{1,12}");

  private static final Pattern SUBJECT = Pattern.compile("(notice|user|token):[ -~]{1,255}");

  private final AuditReader audit;

  AuditController(AuditReader audit) {
    this.audit = audit;
  }

  /**
   * Entries, newest first.
   *
   * @param nextCursor where the next page begins; null on the last one
   */
  record AuditPage(List<AuditEntry> items, @Nullable String nextCursor) {}

  @GetMapping("/api/v1/admin/audit")
  ResponseEntity<AuditPage> page(
      @RequestParam(name = "actor", required = false) @Nullable String actor,
      @RequestParam(name = "action", required = false) @Nullable String action,
      @RequestParam(name = "subject", required = false) @Nullable String subject,
      @RequestParam(name = "from", required = false) @Nullable String from,
      @RequestParam(name = "to", required = false) @Nullable String to,
      @RequestParam(name = "limit", defaultValue = "20") int limit,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalid("limit", "must be 1 to " + MAX_LIMIT);
    }
    var query =
        new AuditQuery(
            filled(actor),
            action(filled(action)),
            subject(filled(subject)),
            time("from", filled(from)),
            time("to", filled(to)));
    List<AuditEntry> found = audit.page(query, before(cursor), limit + 1);
    boolean more = found.size() > limit;
    List<AuditEntry> items = more ? found.subList(0, limit) : found;
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new AuditPage(items, more ? Long.toString(items.getLast().id(), 36) : null));
  }

  /** Empty means any, as forms send it. */
  private static @Nullable String filled(@Nullable String parameter) {
    return parameter == null || parameter.isEmpty() ? null : parameter;
  }

  private static @Nullable AuditAction action(@Nullable String action) {
    return action == null ? null : AuditAction.ofWireName("action", action);
  }

  private static @Nullable String subject(@Nullable String subject) {
    if (subject != null && !SUBJECT.matcher(subject).matches()) {
      throw Problem.invalid("subject", "must be notice:<id>, user:<id> or token:<jti>");
    }
    return subject;
  }

  private static @Nullable Instant time(String parameter, @Nullable String time) {
    try {
      return time == null ? null : OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeParseException e) {
      throw Problem.invalid(parameter, "must be an ISO 8601 time such as 2026-11-21T10:30:00Z");
    }
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
