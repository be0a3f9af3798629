package dev.tidings.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notice.InvalidValue;
import tools.jackson.databind.JsonNode;

/** The JSON object that a notice carries for click handlers. */
final class NoticeData {
  private static final int MAX_BYTES = 4 * 1024;

  /** JSON libraries commonly stop at 500, and a page holds the object a few levels down. */
  private static final int MAX_DEPTH = 100;

  private NoticeData() {}

  /**
   * The object itself.
   *
   * @throws InvalidValue when it is not an object, too large, or holds text no database can keep
   */
  static JsonNode checked(JsonNode data) {
    if (!data.isObject()) {
      throw new InvalidValue("data", "must be a JSON object");
    }
    if (data.toString().getBytes(UTF_8).length > MAX_BYTES) {
      throw new InvalidValue("data", "must not be larger than 4 KiB");
    }
    if (isDeeperThan(MAX_DEPTH, data)) {
      throw new InvalidValue("data", "must not be nested deeper than " + MAX_DEPTH + " levels");
    }
    if (!isStorable(data)) {
      throw new InvalidValue("data", "must not hold U+0000 or half a surrogate pair");
    }
    return data;
  }

  private static boolean isDeeperThan(int levels, JsonNode node) {
    return node.isContainer()
        && (levels == 0 || node.valueStream().anyMatch(value -> isDeeperThan(levels - 1, value)));
  }

  private static boolean isStorable(JsonNode node) {
    if (node.isString()) {
      return Text.isStorable(node.stringValue());
    }
    return node.propertyStream().allMatch(field -> Text.isStorable(field.getKey()))
        && node.valueStream().allMatch(NoticeData::isStorable);
  }
}
