package dev.tidings.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notice.InvalidValue;
import tools.jackson.databind.JsonNode;

/** The JSON object that a notice carries for click handlers. */
final class NoticeData {
  private static final int MAX_BYTES = 4 * 1024;

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
    if (!isStorable(data)) {
      throw new InvalidValue("data", "must not hold U+0000 or half a surrogate pair");
    }
    return data;
  }

  private static boolean isStorable(JsonNode node) {
    if (node.isString()) {
      return Text.isStorable(node.stringValue());
    }
    return node.propertyStream()
            .allMatch(field -> Text.isStorable(field.getKey()) && isStorable(field.getValue()))
        && node.valueStream().allMatch(NoticeData::isStorable);
  }
}
