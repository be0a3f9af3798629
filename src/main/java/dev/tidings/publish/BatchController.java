package dev.tidings.publish;

import dev.tidings.notice.InvalidValue;
import dev.tidings.security.Caller;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/v1/notices/batch}: many at once. */
@RestController
final class BatchController {
  private final Batch batch;

  BatchController(Batch batch) {
    this.batch = batch;
  }

  /** The results, in the order of the items. */
  record Results(List<Batch.Result> results) {}

  @PostMapping(path = "/api/v1/notices/batch", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Results> post(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
    if (!body.isArray() || body.isEmpty() || body.size() > Batch.MAX_ITEMS) {
      throw new InvalidValue("body", "must be an array of 1 to " + Batch.MAX_ITEMS + " notices");
    }
    List<JsonNode> items = body.valueStream().toList();
    return ResponseEntity.status(HttpStatus.MULTI_STATUS)
        .cacheControl(CacheControl.noStore())
        .body(new Results(batch.post(caller, items)));
  }
}
