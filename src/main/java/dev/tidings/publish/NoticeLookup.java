package dev.tidings.publish;

import dev.tidings.notice.Notice;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Finds notices for those who may see them. For everybody else there is no such notice. */
@Component
class NoticeLookup {
  private final Notices notices;
  private final EntityManager entities;
  private final JsonMapper json;

  NoticeLookup(Notices notices, EntityManager entities, JsonMapper json) {
    this.notices = notices;
    this.entities = entities;
    this.json = json;
  }

  /** The notice with that id, if the caller may see it. */
  Optional<Notice> find(Caller caller, UUID id) {
    return notices
        .findById(id)
        .map(row -> row.toNotice(json))
        .filter(notice -> Coverage.shows(caller, notice));
  }

  /**
   * The row of a notice, which nobody else can change until the caller's transaction ends.
   *
   * @throws Problem 404 {@code not-found}
   */
  NoticeRow lock(Caller caller, UUID id) {
    NoticeRow row = entities.find(NoticeRow.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null || !Coverage.shows(caller, row.toNotice(json))) {
      throw Problem.notFound("notice");
    }
    return row;
  }
}
