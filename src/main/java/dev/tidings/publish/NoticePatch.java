package dev.tidings.publish;

import dev.tidings.notice.InvalidValue;
import dev.tidings.problem.UnreadableBody;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of a notice: a JSON merge patch (RFC 7396) of what was posted, and whether to make it
 * news again.
 *
 * @param fields null removes a field, an object is merged, everything else replaces
 */
record NoticePatch(ObjectNode fields, boolean renotify) {
  private static final String RENOTIFY = "renotify";

  /**
   * Reads a request's body.
   *
   * @throws InvalidValue when it is not an object
   * @throws dev.tidings.problem.Problem when a field is unknown or of another type
   */
  static NoticePatch of(JsonMapper json, JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      throw new InvalidValue("body", "must be a JSON object");
    }
    ObjectNode fields = object.deepCopy();
    JsonNode renotify = fields.remove(RENOTIFY);
    if (renotify != null && !renotify.isNull() && !renotify.isBoolean()) {
      throw new InvalidValue(RENOTIFY, "must be true or false");
    }
    UnreadableBody.read(json, fields, NoticeRequest.class);
    return new NoticePatch(fields, renotify != null && renotify.asBoolean(false));
  }

  /** The names of the fields. */
  List<String> names() {
    return List.copyOf(fields.propertyNames());
  }

  /**
   * What the notice says with this change.
   *
   * @throws InvalidValue for the first field that breaks its limit then
   */
  NoticeDraft applyTo(JsonMapper json, NoticeDraft draft) {
    ObjectNode document = json.valueToTree(draft);
    if (draft.data() != null) {
      document.set("data", draft.data()); // unchanged, down to how its numbers are written
    }
    return NoticeDraft.of(UnreadableBody.read(json, merged(document, fields), NoticeRequest.class));
  }

  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result =
        target instanceof ObjectNode object ? object.deepCopy() : ((ObjectNode) patch).objectNode();
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                result.remove(field.getKey());
              } else {
                JsonNode old = result.path(field.getKey());
                result.set(field.getKey(), merged(old, field.getValue()));
              }
            });
    return result;
  }
}
