package dev.tidings.publish;

import dev.tidings.audit.AuditAction;
import dev.tidings.audit.AuditLog;
import dev.tidings.audit.AuditSubject;
import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Notice;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Changing a notice: what it says while it is out, everything while it is only scheduled. */
@Service
class Change {
  private final NoticeLookup lookup;
  private final NoticeEvents events;
  private final NoticeAudience audiences;
  private final AuditLog audit;
  private final Schedule schedule;
  private final TransactionTemplate transaction;
  private final JsonMapper json;

  Change(
      NoticeLookup lookup,
      NoticeEvents events,
      NoticeAudience audiences,
      AuditLog audit,
      Schedule schedule,
      TransactionTemplate transaction,
      JsonMapper json) {
    this.lookup = lookup;
    this.events = events;
    this.audiences = audiences;
    this.audit = audit;
    this.schedule = schedule;
    this.transaction = transaction;
    this.json = json;
  }

  /**
   * What the audit keeps beside the content before.
   *
   * @param fields names of those that the patch named
   */
  record ChangeFacts(List<String> fields, boolean renotify, int revision) {}

  /**
   * Changes a notice. What leaves it as it is makes no revision and no event.
   *
   * @return the notice as it is then
   * @throws InvalidValue when a field breaks its limit
   * @throws Problem 403 {@code audience-forbidden}, 404 {@code not-found}, 409 {@code
   *     audience-fixed}, {@code already-published}, {@code retracted}, 412 {@code stale-revision}
   */
  Notice change(Caller caller, UUID id, NoticePatch patch, ExpectedRevision expected) {
    Notice changed =
        transaction.execute(
            status -> {
              NoticeRow row = lookup.lock(caller, id);
              Notice before = row.toNotice(json);
              expected.require(before);
              Notice after = changed(caller, before, patch, row.readAt());
              row.become(after);
              return after;
            });
    Notice after = Objects.requireNonNull(changed);
    if (!after.wasPublished()) {
      schedule.look();
    }
    return after;
  }

  private Notice changed(Caller caller, Notice before, NoticePatch patch, Instant now) {
    NoticeDraft old = NoticeDraft.of(before);
    NoticeDraft draft = draft(caller, before, old, patch, now);
    boolean news = patch.renotify() && before.wasPublished();
    boolean due = !before.wasPublished() && !draft.isForLaterThan(now) && !draft.hasEndedAt(now);
    if (draft.equals(old) && !news && !due) {
      return before;
    }
    Notice changed = draft.insteadOf(before, now);
    audit.appendWithContent(
        caller.actor(),
        AuditAction.NOTICE_CHANGED,
        before,
        new ChangeFacts(patch.names(), news, changed.revision()));
    if (due) {
      audit.append(
          caller.actor(), AuditAction.NOTICE_PUBLISHED, AuditSubject.notice(changed.id()), null);
    }
    Notice after = withEvent(changed, news, due);
    if (!after.audience().equals(before.audience())) {
      audiences.replace(after);
    } else if (news || due) {
      audiences.move(after);
    }
    return after;
  }

  private Notice withEvent(Notice changed, boolean news, boolean due) {
    if (due) {
      return events.published(
          changed.id(), changed.audience(), slot -> changed.publishedBy(slot.id(), slot.time()));
    }
    return changed.wasPublished()
        ? events.updated(
            changed.id(),
            changed.audience(),
            slot -> news ? changed.renewedBy(slot.id(), slot.time()) : changed)
        : changed;
  }

  /** What the notice is to say, if it may. */
  private NoticeDraft draft(
      Caller caller, Notice before, NoticeDraft old, NoticePatch patch, Instant now) {
    if (before.status() == NoticeStatus.RETRACTED) {
      throw Problem.of(HttpStatus.CONFLICT, "retracted", "The notice was retracted, for good.");
    }
    NoticeDraft draft = patch.applyTo(json, old);
    if (new HashSet<>(draft.audience()).equals(new HashSet<>(old.audience()))) {
      draft = draft.to(old.audience());
    }
    if (!Objects.equals(draft.expiresAt(), old.expiresAt()) && draft.hasEndedAt(now)) {
      throw new InvalidValue("expiresAt", "must be in the future");
    }
    if (before.wasPublished()) {
      requireFixed(draft, old);
    } else {
      Coverage.require(caller, draft.audience());
    }
    return draft;
  }

  /** What recipients have been promised by the notice's being there. */
  private static void requireFixed(NoticeDraft draft, NoticeDraft old) {
    if (!draft.audience().equals(old.audience())) {
      throw Problem.of(
              HttpStatus.CONFLICT,
              "audience-fixed",
              "The audience of a published notice can't be changed.")
          .with("field", "audience");
    }
    if (!Objects.equals(draft.publishAt(), old.publishAt())) {
      throw Problem.of(
              HttpStatus.CONFLICT,
              "already-published",
              "The notice is out: its publishAt can't be changed.")
          .with("field", "publishAt");
    }
  }
}
