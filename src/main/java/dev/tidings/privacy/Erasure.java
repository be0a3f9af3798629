package dev.tidings.privacy;

import dev.tidings.audit.AuditAction;
import dev.tidings.audit.AuditLog;
import dev.tidings.audit.AuditSubject;
import dev.tidings.notice.AudienceKey;
import dev.tidings.security.Caller;
import dev.tidings.security.Revocations;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes all that is kept about a person. Many small transactions, as somebody may have been sent
 * thousands of notices and nobody who posts is to wait; the audit is told in the first one.
 */
@Service
class Erasure {
  private final AuditLog audit;
  private final PersonalRows rows;
  private final PersonalNotices notices;
  private final AuditedContent contents;
  private final Revocations revocations;
  private final TransactionTemplate transaction;

  Erasure(
      AuditLog audit,
      PersonalRows rows,
      PersonalNotices notices,
      AuditedContent contents,
      Revocations revocations,
      TransactionTemplate transaction) {
    this.audit = audit;
    this.rows = rows;
    this.notices = notices;
    this.contents = contents;
    this.revocations = revocations;
    this.transaction = transaction;
  }

  /** Ends the person's streams, revokes their tokens, and removes what is kept. Idempotent. */
  void erase(Caller operator, String user) {
    transaction.executeWithoutResult(
        status -> {
          audit.append(operator.actor(), AuditAction.USER_ERASED, AuditSubject.user(user), null);
          rows.remove(user);
          revocations.revokeUser(user);
        });
    AudienceKey key = AudienceKey.user(user);
    repeat(() -> notices.removeSome(key));
    repeat(() -> notices.disownSome(user));
    contents.remove(user);
    // A request that was under way while the tokens were revoked may have written something.
    transaction.executeWithoutResult(status -> rows.remove(user));
  }

  /** Each time in a transaction of its own, until there is nothing left to do. */
  private void repeat(IntSupplier batch) {
    Integer done;
    do {
      done = transaction.execute(status -> batch.getAsInt());
    } while (done != null && done > 0);
  }
}
