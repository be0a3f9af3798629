package dev.tidings.publish;

import dev.tidings.audit.AuditAction;
import dev.tidings.audit.AuditLog;
import dev.tidings.notice.Notice;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Taking a notice back, for good: what it said stands in the audit only. */
@Service
class Retraction {
  private final NoticeLookup lookup;
  private final NoticeEvents events;
  private final NoticeAudience audiences;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final JsonMapper json;

  Retraction(
      NoticeLookup lookup,
      NoticeEvents events,
      NoticeAudience audiences,
      AuditLog audit,
      TransactionTemplate transaction,
      JsonMapper json) {
    this.lookup = lookup;
    this.events = events;
    this.audiences = audiences;
    this.audit = audit;
    this.transaction = transaction;
    this.json = json;
  }

  /** What the audit keeps beside the content. */
  record RetractionFacts(int revision) {}

  /**
   * Retracts a notice; one that is retracted already stays as it is. Recipients are told, if it has
   * ever been out.
   *
   * @param expected does not matter any more once it is retracted: the request may be sent again
   * @return the notice as it is then
   * @throws Problem 404 {@code not-found}, 412 {@code stale-revision}
   */
  Notice retract(Caller caller, UUID id, ExpectedRevision expected) {
    Notice retracted =
        transaction.execute(
            status -> {
              NoticeRow row = lookup.lock(caller, id);
              Notice before = row.toNotice(json);
              if (before.status() == NoticeStatus.RETRACTED) {
                return before;
              }
              expected.require(before);
              Notice after = before.retracted();
              audit.appendWithContent(
                  caller.actor(),
                  AuditAction.NOTICE_RETRACTED,
                  before,
                  new RetractionFacts(after.revision()));
              row.become(after);
              audiences.hide(id);
              if (after.wasPublished()) {
                events.retracted(after);
              }
              return after;
            });
    return Objects.requireNonNull(retracted);
  }
}
