package dev.tidings.delivery;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Frames of which only the kind and the notice matter. */
final class Frames {
  private Frames() {}

  static Frame frame(EventKind kind, @Nullable UUID notice) {
    return Frame.of(
        new Event(
            new EventId(1, 1),
            UUID.randomUUID(),
            kind,
            notice,
            List.of(AudienceKey.ALL),
            "{}",
            Instant.EPOCH));
  }
}
