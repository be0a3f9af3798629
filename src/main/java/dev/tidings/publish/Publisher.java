package dev.tidings.publish;

import dev.tidings.log.EventLog;
import dev.tidings.log.LogSlot;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventKind;
import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Notice;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.notice.RecipientNotice;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a notice and its event into the database, in one transaction: either both are there, or the
 * caller was told that neither is.
 */
@Service
class Publisher {
  private final EventLog log;
  private final Notices notices;
  private final IdempotencyKeys keys;
  private final EntityManager entities;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final JsonMapper canonicalJson;
  private final Clock clock;

  /** Callers and keys of posts that this server is about; only to tell a twin why it waited. */
  private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

  Publisher(
      EventLog log,
      Notices notices,
      IdempotencyKeys keys,
      EntityManager entities,
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock) {
    this.log = log;
    this.notices = notices;
    this.keys = keys;
    this.entities = entities;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.json = json;
    this.canonicalJson =
        json.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    this.clock = clock;
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
   * @param key null to post whatever was posted before
   * @throws InvalidValue when a field breaks its limit
   * @throws Problem 403 {@code audience-forbidden}, 409 {@code idempotency-in-flight}, 422 {@code
   *     idempotency-mismatch}
   */
  Posted post(Caller caller, NoticeRequest request, @Nullable String key) {
    NoticeDraft draft = NoticeDraft.of(request);
    requireCovered(caller, draft.audience());
    if (key == null) {
      return new Posted(store(caller, draft, null, ""), false);
    }
    String hash = IdempotencyKeys.hash(canonical(draft));
    Optional<IdempotencyKeys.Used> used = keys.find(caller.user(), key);
    if (used.isEmpty()) {
      String post = caller.user() + " " + key;
      boolean isTwin = !inFlight.add(post);
      try {
        return new Posted(store(caller, draft, key, hash), false);
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
    return used.map(earlier -> replay(earlier, hash)).orElseThrow(Publisher::inFlight);
  }

  /** The notice with that id, if the caller may see it. */
  Optional<Notice> find(Caller caller, UUID id) {
    return notices
        .findById(id)
        .map(row -> row.toNotice(json, clock.instant()))
        .filter(notice -> caller.notCovered(notice.audience()).isEmpty());
  }

  private static void requireCovered(Caller caller, List<AudienceKey> audience) {
    List<AudienceKey> refused = caller.notCovered(audience);
    if (!refused.isEmpty()) {
      String some =
          refused.stream().limit(5).map(AudienceKey::value).collect(Collectors.joining(", "));
      throw Problem.of(
              HttpStatus.FORBIDDEN,
              "audience-forbidden",
              "The token does not allow to address " + some)
          .with("field", "audience");
    }
  }

  /** Before the transaction: what is thrown inside of it comes out as another exception. */
  private void requireTimely(NoticeDraft draft) {
    Instant now = clock.instant();
    if (draft.expiresAt() != null && !draft.expiresAt().isAfter(now)) {
      throw new InvalidValue("expiresAt", "must be in the future");
    }
    if (draft.publishAt() != null && draft.publishAt().isAfter(now)) {
      throw new InvalidValue(
          "publishAt", "must not be in the future: this version can't schedule yet");
    }
  }

  private Notice store(Caller caller, NoticeDraft draft, @Nullable String key, String hash) {
    requireTimely(draft);
    Notice stored =
        transaction.execute(
            status -> {
              UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
              Notice notice = publish(caller, draft, id);
              if (key != null) {
                takeKey(caller, key, hash, id);
              }
              return notice;
            });
    if (stored == null) {
      throw new IllegalStateException("a transaction without a notice");
    }
    return stored;
  }

  /**
   * Comes after the number, where twins wait for each other, so that no key is ever waited for: H2
   * would try again and again without a pause, and starve everything else on a small machine.
   */
  private void takeKey(Caller caller, String key, String hash, UUID id) {
    keys.forgetIfOld(caller.user(), key);
    try {
      keys.take(caller.user(), key, hash, id);
    } catch (DuplicateKeyException e) {
      throw new IdempotencyKeyTaken();
    }
  }

  /** The number is taken here, and everything after it is short: nobody else can post meanwhile. */
  private Notice publish(Caller caller, NoticeDraft draft, UUID id) {
    var published = new Published(caller, draft, id);
    Event event =
        log.append(EventKind.NOTICE, id, draft.audience(), slot -> published.payload(slot, json));
    Notice notice = published.notice(event);
    jdbc.batchUpdate(
        "insert into notice_audience (audience_key, event_seq, notice_id) values (?, ?, ?)",
        draft.audience().stream()
            .map(audience -> new Object[] {audience.value(), event.id().seq(), id})
            .toList());
    entities.persist(new NoticeRow(notice));
    return notice;
  }

  private Posted replay(IdempotencyKeys.Used earlier, String hash) {
    if (!earlier.bodyHash().equals(hash)) {
      throw Problem.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "idempotency-mismatch",
          "This Idempotency-Key was used for another body.");
    }
    return notices
        .findById(earlier.noticeId())
        .map(row -> new Posted(row.toNotice(json, clock.instant()), true))
        .orElseThrow(Publisher::inFlight);
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

  /** A draft that got its place in the log. */
  private record Published(Caller caller, NoticeDraft draft, UUID id) {
    String payload(LogSlot slot, JsonMapper json) {
      Instant now = slot.time().truncatedTo(ChronoUnit.MILLIS);
      return json.writeValueAsString(
          new RecipientNotice(
              id,
              slot.id(),
              1,
              draft.category(),
              draft.severity(),
              draft.title(),
              draft.body(),
              draft.link(),
              draft.data(),
              now,
              draft.expiresAt()));
    }

    Notice notice(Event event) {
      Instant now = event.createdAt().truncatedTo(ChronoUnit.MILLIS);
      return new Notice(
          id,
          event.id(),
          draft.audience(),
          draft.category(),
          draft.severity(),
          draft.title(),
          draft.body(),
          draft.link(),
          draft.data(),
          draft.publishAt(),
          draft.expiresAt(),
          now,
          now,
          caller.user(),
          1,
          NoticeStatus.PUBLISHED);
    }
  }

  /** Somebody else took the key while we were about to; rolls the transaction back. */
  private static final class IdempotencyKeyTaken extends RuntimeException {
    IdempotencyKeyTaken() {
      super(null, null, false, false);
    }
  }
}
