package dev.tidings.publish;

import dev.tidings.testing.RunningTidings;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of a notice in the log, oldest first.
 *
 * @param payloads as recipients get them
 */
record NoticeHistory(List<String> kinds, List<String> payloads) {
  static NoticeHistory of(RunningTidings tidings, String noticeId) {
    return new NoticeHistory(
        column(tidings, noticeId, "kind"), column(tidings, noticeId, "payload"));
  }

  private static List<String> column(RunningTidings tidings, String noticeId, String name) {
    return tidings
        .jdbc()
        .sql("select " + name + " from event_log where notice_id = ? order by seq")
        .param(UUID.fromString(noticeId))
        .query(String.class)
        .list();
  }

  JsonNode last() {
    return new JsonMapper().readTree(payloads.getLast());
  }
}
