package dev.tidings.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A notice that is to be posted. */
public final class Draft {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Draft() {}

  /** One that has all it needs. */
  public static Draft to(String... audience) {
    return new Draft().with("title", "a title").with("audience", List.of(audience));
  }

  public Draft with(String field, Object value) {
    fields.put(field, value);
    return this;
  }

  /** The body of the post. */
  public String json() {
    return JSON.writeValueAsString(fields);
  }
}
