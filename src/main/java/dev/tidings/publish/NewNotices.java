package dev.tidings.publish;

import dev.tidings.audit.AuditAction;
import dev.tidings.audit.AuditLog;
import dev.tidings.audit.AuditSubject;
import dev.tidings.log.EventLog;
import dev.tidings.log.LogReader;
import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Notice;
import dev.tidings.security.Caller;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts a new notice into the database, and its event, if it is to be published at once. One
 * transaction: either all is there, or the caller was told that nothing is.
 */
@Component
class NewNotices {
  private final EventLog log;
  private final LogReader reader;
  private final NoticeEvents events;
  private final NoticeAudience audiences;
  private final IdempotencyKeys keys;
  private final AuditLog audit;
  private final Schedule schedule;
  private final EntityManager entities;
  private final TransactionTemplate transaction;

  NewNotices(
      EventLog log,
      LogReader reader,
      NoticeEvents events,
      NoticeAudience audiences,
      IdempotencyKeys keys,
      AuditLog audit,
      Schedule schedule,
      EntityManager entities,
      TransactionTemplate transaction) {
    this.log = log;
    this.reader = reader;
    this.events = events;
    this.audiences = audiences;
    this.keys = keys;
    this.audit = audit;
    this.schedule = schedule;
    this.entities = entities;
    this.transaction = transaction;
  }

  /**
   * An idempotency key, and the hash of the body it stands for.
   *
   * @param bodyHash of the parsed body
   */
  record KeyUse(String key, String bodyHash) {}

  /** What the audit keeps of a post: nothing that anybody wrote. */
  record PostFacts(int audienceKeys, boolean scheduled) {}

  /**
   * Stores a notice.
   *
   * @param use null when there is no idempotency key
   * @throws InvalidValue when it would have ended already
   * @throws IdempotencyKeyTaken when somebody else used the key meanwhile; nothing is stored then
   */
  Notice store(Caller caller, NoticeDraft draft, @Nullable KeyUse use) {
    Instant now = draft.hasTimes() ? reader.time() : Instant.MIN;
    if (draft.hasEndedAt(now)) {
      throw new InvalidValue("expiresAt", "must be in the future");
    }
    boolean later = draft.hasTimes() && draft.isForLaterThan(now);
    Notice stored =
        transaction.execute(
            status -> {
              UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
              audit.append(
                  caller.actor(),
                  AuditAction.NOTICE_POSTED,
                  AuditSubject.notice(id),
                  new PostFacts(draft.audience().size(), later));
              Notice notice =
                  later ? scheduled(caller, draft, id, now) : published(caller, draft, id);
              audiences.add(notice);
              entities.persist(new NoticeRow(notice));
              if (use != null) {
                take(caller, use, id);
              }
              return notice;
            });
    if (later) {
      schedule.look();
    }
    return Objects.requireNonNull(stored);
  }

  /** The number is taken here, and everything after it is short: nobody else can post meanwhile. */
  private Notice published(Caller caller, NoticeDraft draft, UUID id) {
    return events.published(
        id,
        draft.audience(),
        slot -> draft.notice(id, slot.time(), caller.user()).publishedBy(slot.id(), slot.time()));
  }

  private Notice scheduled(Caller caller, NoticeDraft draft, UUID id, Instant now) {
    log.awaitTurn();
    return draft.notice(id, now.truncatedTo(ChronoUnit.MILLIS), caller.user());
  }

  /**
   * Comes after the number, where twins wait for each other, so that no key is ever waited for: H2
   * would try again and again without a pause, and starve everything else on a small machine.
   */
  private void take(Caller caller, KeyUse use, UUID id) {
    keys.forgetIfOld(caller.user(), use.key());
    try {
      keys.take(caller.user(), use.key(), use.bodyHash(), id);
    } catch (DuplicateKeyException e) {
      throw new IdempotencyKeyTaken();
    }
  }

  /** Somebody else took the key while we were about to; rolls the transaction back. */
  static final class IdempotencyKeyTaken extends RuntimeException {
    IdempotencyKeyTaken() {
      super(null, null, false, false);
    }
  }
}
