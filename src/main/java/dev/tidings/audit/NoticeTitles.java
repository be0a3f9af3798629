package dev.tidings.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What the notices are called that entries are about. Any thread; two short queries at most. */
@Repository
class NoticeTitles {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  NoticeTitles(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Titled(String subject, String title) {}

  /**
   * Titles by subject, for notices that have one left: their own, else the one that the entry of
   * their retraction keeps.
   *
   * @param subjects as in {@link AuditSubject#value}, of whatever kind; those of one page
   */
  Map<String, String> of(Collection<String> subjects) {
    var titles = new HashMap<String, String>();
    List<UUID> notices =
        subjects.stream()
            .distinct()
            .flatMap(subject -> AuditSubject.noticeOf(subject).stream())
            .toList();
    if (!notices.isEmpty()) {
      current(notices).forEach(it -> titles.put(it.subject(), it.title()));
    }
    List<String> others =
        notices.stream()
            .map(notice -> AuditSubject.notice(notice).value())
            .filter(subject -> !titles.containsKey(subject))
            .toList();
    if (!others.isEmpty()) {
      retracted(others).forEach(it -> titles.put(it.subject(), it.title()));
    }
    return titles;
  }

  private List<Titled> current(List<UUID> notices) {
    return jdbc.sql("select id, title from notice where title <> '' and id in (:notices)")
        .param("notices", notices)
        .query(
            (row, n) ->
                new Titled(
                    AuditSubject.notice(row.getObject("id", UUID.class)).value(),
                    row.getString("title")))
        .list();
  }

  private List<Titled> retracted(List<String> subjects) {
    return jdbc.sql(
            "select e.subject, c.notice from audit_entry e"
                + " join audit_content c on c.entry_id = e.id"
                + " where e.action = :retracted and e.subject in (:subjects)")
        .param("retracted", AuditAction.NOTICE_RETRACTED.wireName())
        .param("subjects", subjects)
        .query((row, n) -> new Titled(row.getString("subject"), titleIn(row.getString("notice"))))
        .list();
  }

  private String titleIn(String notice) {
    return json.readTree(notice).path("title").asString();
  }
}
