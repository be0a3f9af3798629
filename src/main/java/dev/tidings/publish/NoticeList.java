package dev.tidings.publish;

import dev.tidings.notice.Notice;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.security.Caller;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The notices that a caller may see, newest first. The database does all the filtering, so that a
 * page is full unless it is the last one.
 */
@Component
class NoticeList {
  private static final String NOT_OVER =
      "(n.expires_at is null or n.expires_at > current_timestamp)";

  private final JdbcClient jdbc;
  private final Notices notices;
  private final JsonMapper json;

  NoticeList(JdbcClient jdbc, Notices notices, JsonMapper json) {
    this.jdbc = jdbc;
    this.notices = notices;
    this.json = json;
  }

  /**
   * One page.
   *
   * @param after null for the first one
   * @param limit how many at most
   */
  NoticePage page(Caller caller, NoticeFilter filter, @Nullable NoticeCursor after, int limit) {
    var conditions = new ArrayList<String>();
    var values = new HashMap<String, Object>();
    addCoverage(caller, conditions, values);
    addFilter(filter, conditions, values);
    if (after != null) {
      conditions.add("n.created_at <= :at and (n.created_at < :at or n.id < :id)");
      values.put("at", after.createdAt().atOffset(ZoneOffset.UTC));
      values.put("id", after.id());
    }
    values.put("n", limit + 1);
    List<UUID> ids =
        jdbc.sql(
                "select n.id from notice n"
                    + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                    + " order by n.created_at desc, n.id desc limit :n")
            .params(values)
            .query((row, n) -> row.getObject("id", UUID.class))
            .list();
    List<Notice> items = read(ids.subList(0, Math.min(limit, ids.size())));
    boolean more = ids.size() > limit;
    return new NoticePage(items, more ? NoticeCursor.below(items.getLast()).text() : null);
  }

  private List<Notice> read(List<UUID> ids) {
    Map<UUID, Notice> found =
        StreamSupport.stream(notices.findAllById(ids).spliterator(), false)
            .map(row -> row.toNotice(json))
            .collect(Collectors.toMap(Notice::id, Function.identity()));
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  /** Every key of a notice must be one that the caller may address. */
  private static void addCoverage(
      Caller caller, List<String> conditions, Map<String, Object> values) {
    if (caller.isAdmin() || caller.publish().contains("*")) {
      return;
    }
    var covered = new ArrayList<String>(List.of("a.audience_key = any(:covered)"));
    values.put("covered", caller.publish().toArray(String[]::new));
    for (String kind : List.of("group:", "user:")) {
      if (caller.publish().contains(kind + "*")) {
        covered.add("a.audience_key like '" + kind + "%'");
      }
    }
    if (covered.size() == 1) {
      // Few notices, perhaps far down: they are found by their keys.
      conditions.add(
          "n.id in (select a.notice_id from notice_audience a where " + covered.getFirst() + ")");
    }
    conditions.add(
        "not exists (select 1 from notice_audience a where a.notice_id = n.id and not ("
            + String.join(" or ", covered)
            + "))");
  }

  private static void addFilter(
      NoticeFilter filter, List<String> conditions, Map<String, Object> values) {
    NoticeStatus status = filter.status();
    if (status != null) {
      conditions.add(
          status == NoticeStatus.EXPIRED
              ? "n.status <> 'RETRACTED' and not " + NOT_OVER
              : "n.status = :status");
      values.put("status", status.name());
    }
    if (status == NoticeStatus.SCHEDULED || status == NoticeStatus.PUBLISHED) {
      conditions.add(NOT_OVER);
    }
    if (filter.category() != null) {
      conditions.add("n.category = :category");
      values.put("category", filter.category());
    }
    if (filter.audience() != null) {
      conditions.add(
          "n.id in (select a.notice_id from notice_audience a where a.audience_key = :audience)");
      values.put("audience", filter.audience().value());
    }
    if (filter.text() != null) {
      conditions.add("lower(n.title) like :text escape '!'");
      values.put("text", "%" + escaped(filter.text().toLowerCase(Locale.ROOT)) + "%");
    }
  }

  /** What has a meaning in a pattern, taken by its word. */
  private static String escaped(String text) {
    return text.replaceAll("[!%_]", "!$0");
  }
}
