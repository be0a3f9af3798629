package dev.tidings.inbox;

import dev.tidings.notice.EventId;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/me/notices/…}: what the caller has read and archived. */
@RestController
final class ReadStateController {
  private final ReadState readState;

  ReadStateController(ReadState readState) {
    this.readState = readState;
  }

  /** The body of {@code /read}. */
  record ReadUpTo(@Nullable String upTo) {}

  @PostMapping("/api/v1/me/notices/{id}/read")
  ResponseEntity<Void> read(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return mark(caller, id, Mark.Action.READ);
  }

  @PostMapping("/api/v1/me/notices/{id}/unread")
  ResponseEntity<Void> unread(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return mark(caller, id, Mark.Action.UNREAD);
  }

  @PostMapping("/api/v1/me/notices/{id}/archive")
  ResponseEntity<Void> archive(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return mark(caller, id, Mark.Action.ARCHIVE);
  }

  @PostMapping("/api/v1/me/notices/{id}/unarchive")
  ResponseEntity<Void> unarchive(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return mark(caller, id, Mark.Action.UNARCHIVE);
  }

  private ResponseEntity<Void> mark(Caller caller, String id, Mark.Action action) {
    readState.mark(Reader.of(caller), NoticeId.of(id), action);
    return done();
  }

  @PostMapping("/api/v1/me/notices/read")
  ResponseEntity<Void> readUpTo(
      @AuthenticationPrincipal Caller caller, @RequestBody ReadUpTo request) {
    EventId position = request.upTo() == null ? null : EventId.parse(request.upTo());
    if (position == null) {
      throw Problem.invalid("upTo", "must be an event id such as the head of an inbox page");
    }
    readState.readUpTo(Reader.of(caller), position);
    return done();
  }

  private static ResponseEntity<Void> done() {
    return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
  }
}
