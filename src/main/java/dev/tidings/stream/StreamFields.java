package dev.tidings.stream;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event as a stream entry. The names are for people with {@code redis-cli}; Redis stores them
 * once for many entries, because all entries have the same.
 */
final class StreamFields {
  private StreamFields() {}

  /** The values in the order in which {@link StreamScripts#APPEND} expects them, id first. */
  static List<String> values(Event event) {
    return List.of(
        event.id().toString(),
        event.kind().wireName(),
        event.noticeId() == null ? "" : event.noticeId().toString(),
        event.audience().stream().map(AudienceKey::value).collect(Collectors.joining(" ")),
        event.createdAt().toString(),
        event.uid().toString(),
        event.payload());
  }

  /**
   * Reads an entry.
   *
   * @return null when it is not one that a relay wrote: anybody can {@code XADD}
   */
  static @Nullable Event event(String id, Map<String, String> fields) {
    EventId eventId = EventId.parse(id);
    if (eventId == null || !fields.keySet().containsAll(StreamScripts.FIELDS)) {
      return null;
    }
    try {
      String audience = fields.getOrDefault("audience", "");
      String notice = fields.getOrDefault("notice", "");
      return new Event(
          eventId,
          UUID.fromString(fields.getOrDefault("uid", "")),
          EventKind.ofWireName(fields.getOrDefault("kind", "")),
          notice.isEmpty() ? null : UUID.fromString(notice),
          audience.isEmpty()
              ? List.of()
              : Arrays.stream(audience.split(" ")).map(AudienceKey::new).toList(),
          fields.getOrDefault("data", ""),
          Instant.parse(fields.getOrDefault("at", "")));
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }
}
