package dev.tidings.log;

import dev.tidings.notice.AudienceKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * That some notices are not for somebody any more, as a control entry of the log tells it: {@code
 * {"type":"key-removed","key":"user:…","notices":["…"]}}. What stands in the log was changed in the
 * same transaction; copies of it have to follow.
 *
 * @param key whom they were for
 * @param notices some were for others too; what the rest said is gone
 */
public record KeyRemoval(String type, String key, List<UUID> notices) {
  private static final String TYPE = "key-removed";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public KeyRemoval {
    notices = List.copyOf(notices);
  }

  static String write(AudienceKey key, List<UUID> notices) {
    return JSON.writeValueAsString(new KeyRemoval(TYPE, key.value(), notices));
  }

  /** Null for control entries of other types. */
  public static @Nullable KeyRemoval read(String payload) {
    if (!payload.contains(TYPE)) {
      return null;
    }
    try {
      KeyRemoval removal = JSON.readValue(payload, KeyRemoval.class);
      return TYPE.equals(removal.type()) ? removal : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
