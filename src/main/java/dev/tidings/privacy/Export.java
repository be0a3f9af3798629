package dev.tidings.privacy;

import dev.tidings.notice.AudienceKey;
import java.io.OutputStream;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is kept about a person as one JSON document, written page by page, so that it takes
 * little memory however much there is.
 */
@Service
class Export {
  private final ExportedRows rows;
  private final JsonMapper json;

  Export(ExportedRows rows, JsonMapper json) {
    this.rows = rows;
    this.json = json;
  }

  /** A page of a list, after the key of the last item before. */
  private interface Pages<T> {
    List<T> after(String key);
  }

  /** One item of a list. */
  interface Item {
    /** What the next page begins after. */
    String key();
  }

  void write(String user, OutputStream out) {
    try (JsonGenerator document = json.createGenerator(out)) {
      document.writeStartObject();
      document.writeStringProperty("user", user);
      document.writePOJOProperty("exportedAt", rows.time());
      rows.account(user).ifPresent(account -> document.writePOJOProperty("account", account));
      rows.inbox(user).ifPresent(inbox -> document.writePOJOProperty("inbox", inbox));
      list(document, "marks", after -> rows.marks(user, after));
      list(document, "notices", after -> rows.notices(AudienceKey.user(user), after));
      list(document, "posted", after -> rows.posted(user, after));
      list(document, "idempotencyKeys", after -> rows.idempotencyKeys(user, after));
      list(document, "audit", after -> rows.audit(user, after));
      document.writePOJOProperty("revocations", rows.revocations(user));
      document.writeEndObject();
    }
  }

  private static <T extends Item> void list(JsonGenerator document, String name, Pages<T> pages) {
    document.writeArrayPropertyStart(name);
    List<T> page = pages.after("");
    while (!page.isEmpty()) {
      page.forEach(document::writePOJO);
      page = pages.after(page.getLast().key());
    }
    document.writeEndArray();
  }
}
