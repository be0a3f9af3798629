package dev.tidings.publish;

import dev.tidings.notice.Notice;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/notices}: posting, and looking at what was posted. */
@RestController
final class NoticeController {
  private final Publisher publisher;

  NoticeController(Publisher publisher) {
    this.publisher = publisher;
  }

  @PostMapping(path = "/api/v1/notices", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Notice> post(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody NoticeRequest request) {
    var posted = publisher.post(caller, request, key == null ? null : IdempotencyKeys.checked(key));
    var answer =
        ResponseEntity.created(URI.create("/api/v1/notices/" + posted.notice().id()))
            .eTag(etag(posted.notice()))
            .cacheControl(CacheControl.noStore());
    if (posted.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.body(posted.notice());
  }

  @GetMapping("/api/v1/notices/{id}")
  ResponseEntity<Notice> get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Notice notice =
        parse(id)
            .flatMap(uuid -> publisher.find(caller, uuid))
            .orElseThrow(() -> Problem.notFound("notice"));
    return ResponseEntity.ok().eTag(etag(notice)).cacheControl(CacheControl.noStore()).body(notice);
  }

  private static java.util.Optional<UUID> parse(String id) {
    try {
      return java.util.Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return java.util.Optional.empty();
    }
  }

  private static String etag(Notice notice) {
    return "\"" + notice.revision() + "\"";
  }
}
