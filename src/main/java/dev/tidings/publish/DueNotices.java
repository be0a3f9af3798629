package dev.tidings.publish;

import dev.tidings.audit.Actor;
import dev.tidings.audit.AuditAction;
import dev.tidings.audit.AuditLog;
import dev.tidings.audit.AuditSubject;
import dev.tidings.notice.Notice;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The scheduled notices whose time has come, by the database's clock. A notice that has ended
 * before anybody could publish it is not among them: it would be no news to anybody.
 */
@Component
class DueNotices {
  private static final String WAITING =
      " from notice where status = 'SCHEDULED'"
          + " and (expires_at is null or expires_at > current_timestamp)";

  /** Locked, so that of two servers one publishes it; the other one does not wait for that. */
  private static final String NEXT_DUE =
      "select id"
          + WAITING
          + " and publish_at <= current_timestamp order by publish_at, id limit 1"
          + " for update skip locked";

  private static final String NEXT =
      "select min(publish_at) as next, current_timestamp as now" + WAITING;

  private final JdbcClient jdbc;
  private final EntityManager entities;
  private final NoticeEvents events;
  private final NoticeAudience audiences;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final JsonMapper json;

  DueNotices(
      JdbcClient jdbc,
      EntityManager entities,
      NoticeEvents events,
      NoticeAudience audiences,
      AuditLog audit,
      TransactionTemplate transaction,
      JsonMapper json) {
    this.jdbc = jdbc;
    this.entities = entities;
    this.events = events;
    this.audiences = audiences;
    this.audit = audit;
    this.transaction = transaction;
    this.json = json;
  }

  /**
   * Publishes the one whose time came first, if there is one that nobody else is about.
   *
   * @return whether there was one
   */
  boolean publishOne() {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              Optional<UUID> due = jdbc.sql(NEXT_DUE).query(UUID.class).optional();
              due.ifPresent(this::publish);
              return due.isPresent();
            }));
  }

  private void publish(UUID id) {
    NoticeRow row = entities.find(NoticeRow.class, id);
    Notice next = row.toNotice(json).revised();
    audit.append(Actor.TIDINGS, AuditAction.NOTICE_PUBLISHED, AuditSubject.notice(id), null);
    Notice published =
        events.published(id, next.audience(), slot -> next.publishedBy(slot.id(), slot.time()));
    audiences.move(published);
    row.become(published);
  }

  /**
   * How long until the next one is due.
   *
   * @param most the answer when none is due sooner
   * @return not positive when one is due already
   */
  Duration untilNext(Duration most) {
    return jdbc.sql(NEXT)
        .query(
            (row, n) -> {
              var next = row.getTimestamp("next");
              Instant now = row.getTimestamp("now").toInstant();
              Duration wait = next == null ? most : Duration.between(now, next.toInstant());
              return wait.compareTo(most) < 0 ? wait : most;
            })
        .single();
  }
}
