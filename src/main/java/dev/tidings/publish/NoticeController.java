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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/notices}: posting one, and what can be done with one that was posted. */
@RestController
final class NoticeController {
  private static final String NOTICE = "/api/v1/notices/{id}";

  private final Posting posting;
  private final NoticeLookup lookup;
  private final Change change;
  private final Retraction retraction;
  private final JsonMapper json;

  NoticeController(
      Posting posting, NoticeLookup lookup, Change change, Retraction retraction, JsonMapper json) {
    this.posting = posting;
    this.lookup = lookup;
    this.change = change;
    this.retraction = retraction;
    this.json = json;
  }

  @PostMapping(path = "/api/v1/notices", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Notice> post(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody NoticeRequest request) {
    var posted =
        posting.post(
            caller, request, key == null ? null : IdempotencyKeys.checked("Idempotency-Key", key));
    var answer =
        ResponseEntity.created(URI.create("/api/v1/notices/" + posted.notice().id()))
            .eTag(ExpectedRevision.etag(posted.notice()))
            .cacheControl(CacheControl.noStore());
    if (posted.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.body(posted.notice());
  }

  @GetMapping(NOTICE)
  ResponseEntity<Notice> get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return ok(lookup.find(caller, parse(id)).orElseThrow(() -> Problem.notFound("notice")));
  }

  @PatchMapping(
      path = NOTICE,
      consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Notice> patch(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody JsonNode body) {
    var expected = ExpectedRevision.of(ifMatch);
    return ok(change.change(caller, parse(id), NoticePatch.of(json, body), expected));
  }

  @PostMapping(path = NOTICE + "/retract", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Notice> retract(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    return ok(retraction.retract(caller, parse(id), ExpectedRevision.of(ifMatch)));
  }

  private static ResponseEntity<Notice> ok(Notice notice) {
    return ResponseEntity.ok()
        .eTag(ExpectedRevision.etag(notice))
        .cacheControl(CacheControl.noStore())
        .body(notice);
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("notice");
    }
  }
}
