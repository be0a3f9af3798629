package dev.tidings.publish;

import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Notice;
import dev.tidings.problem.Problem;
import dev.tidings.publish.NewNotices.IdempotencyKeyTaken;
import dev.tidings.publish.NewNotices.KeyUse;
import dev.tidings.security.Caller;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Posting a notice, once, however often the request is sent. */
@Service
class Posting {
  private final NewNotices newNotices;
  private final Notices notices;
  private final IdempotencyKeys keys;
  private final JsonMapper json;
  private final JsonMapper canonicalJson;

  /** Callers and keys of posts that this server is about; only to tell a twin why it waited. */
  private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

  Posting(NewNotices newNotices, Notices notices, IdempotencyKeys keys, JsonMapper json) {
    this.newNotices = newNotices;
    this.notices = notices;
    this.keys = keys;
    this.json = json;
    this.canonicalJson =
        json.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  }

  /**
   * What became of a post.
   *
   * @param replayed whether it was posted before, under the same idempotency key
   */
  record Posted(Notice notice, boolean replayed) {}

  /**
   * Posts a notice.
   *
   * @param key a checked one; null to post whatever was posted before
   * @throws InvalidValue when a field breaks its limit
   * @throws Problem 403 {@code audience-forbidden}, 409 {@code idempotency-in-flight}, 422 {@code
   *     idempotency-mismatch}
   */
  Posted post(Caller caller, NoticeRequest request, @Nullable String key) {
    NoticeDraft draft = NoticeDraft.of(request);
    Coverage.require(caller, draft.audience());
    if (key == null) {
      return new Posted(newNotices.store(caller, draft, null), false);
    }
    var use = new KeyUse(key, IdempotencyKeys.hash(canonical(draft)));
    Optional<IdempotencyKeys.Used> used = keys.find(caller.user(), key);
    if (used.isEmpty()) {
      String post = caller.user() + " " + key;
      boolean isTwin = !inFlight.add(post);
      try {
        return new Posted(newNotices.store(caller, draft, use), false);
      } catch (IdempotencyKeyTaken e) {
        used = keys.find(caller.user(), key);
      } catch (TransientDataAccessException e) {
        throw isTwin ? inFlight() : e;
      } finally {
        if (!isTwin) {
          inFlight.remove(post);
        }
      }
    }
    return used.map(earlier -> replay(earlier, use)).orElseThrow(Posting::inFlight);
  }

  private Posted replay(IdempotencyKeys.Used earlier, KeyUse use) {
    if (!earlier.bodyHash().equals(use.bodyHash())) {
      throw Problem.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "idempotency-mismatch",
          "This Idempotency-Key was used for another body.");
    }
    return notices
        .findById(earlier.noticeId())
        .map(row -> new Posted(row.toNotice(json), true))
        .orElseThrow(Posting::inFlight);
  }

  private static Problem inFlight() {
    return Problem.of(
            HttpStatus.CONFLICT,
            "idempotency-in-flight",
            "A request with this Idempotency-Key is being processed.")
        .retryAfter(1);
  }

  private String canonical(NoticeDraft draft) {
    return canonicalJson.writeValueAsString(
        canonicalJson.treeToValue(canonicalJson.valueToTree(draft), Object.class));
  }
}
