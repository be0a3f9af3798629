package dev.tidings.publish;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Notice;
import dev.tidings.problem.Failures;
import dev.tidings.problem.Problem;
import dev.tidings.problem.UnreadableBody;
import dev.tidings.publish.Posting.Posted;
import dev.tidings.security.Caller;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Posting many notices by one request, one after the other, each for itself. */
@Service
class Batch {
  static final int MAX_ITEMS = 100;

  private static final String KEY = "idempotencyKey";

  private final Posting posting;
  private final Failures failures;
  private final JsonMapper json;

  Batch(Posting posting, Failures failures, JsonMapper json) {
    this.posting = posting;
    this.failures = failures;
    this.json = json;
  }

  /**
   * What became of one item: what posting it alone would have been answered.
   *
   * @param replayed true if it was posted before under the same idempotency key; else null
   * @param notice null when it was refused
   * @param problem null when it was posted
   */
  record Result(
      int status,
      @JsonProperty("replayed") @Nullable Boolean replayed,
      @Nullable Notice notice,
      @Nullable ProblemDetail problem) {}

  /**
   * Posts each item in a transaction of its own.
   *
   * @return as many results, in the same order
   */
  List<Result> post(Caller caller, List<JsonNode> items) {
    var results = new ArrayList<Result>();
    for (JsonNode item : items) {
      results.add(isDatabaseAway(results) ? results.getLast() : post(caller, item));
    }
    return results;
  }

  /** The next item would wait in vain, as the one before it did. */
  private static boolean isDatabaseAway(List<Result> results) {
    return !results.isEmpty()
        && results.getLast().status() == HttpStatus.SERVICE_UNAVAILABLE.value();
  }

  private Result post(Caller caller, JsonNode item) {
    try {
      Posted posted = postOne(caller, item);
      return new Result(
          HttpStatus.CREATED.value(), posted.replayed() ? true : null, posted.notice(), null);
    } catch (RuntimeException e) {
      // An item's failure is the answer to that item; the others go on.
      Problem problem = failures.problem("An item of a batch", e);
      return new Result(problem.getStatusCode().value(), null, null, problem.getBody());
    }
  }

  private Posted postOne(Caller caller, JsonNode item) {
    if (!(item instanceof ObjectNode object)) {
      throw new InvalidValue("item", "must be a JSON object");
    }
    ObjectNode fields = object.deepCopy();
    JsonNode key = fields.remove(KEY);
    if (key != null && !key.isNull() && !key.isString()) {
      throw new InvalidValue(KEY, "must be a string");
    }
    var request = UnreadableBody.read(json, fields, NoticeRequest.class);
    return posting.post(
        caller,
        request,
        key == null || key.isNull() ? null : IdempotencyKeys.checked(KEY, key.stringValue()));
  }
}
