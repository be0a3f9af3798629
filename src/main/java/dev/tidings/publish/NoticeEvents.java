package dev.tidings.publish;

import dev.tidings.log.EventLog;
import dev.tidings.log.LogSlot;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventKind;
import dev.tidings.notice.Notice;
import dev.tidings.notice.RecipientNotice;
import dev.tidings.notice.RetractedNotice;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns what happens to notices into events of the log. Part of the caller's transaction, which
 * should end soon afterwards: each method takes the number that everybody else waits for.
 */
@Component
class NoticeEvents {
  private final EventLog log;
  private final JsonMapper json;

  NoticeEvents(EventLog log, JsonMapper json) {
    this.log = log;
    this.json = json;
  }

  /** The notice is out. */
  Notice published(UUID id, List<AudienceKey> audience, Function<LogSlot, Notice> version) {
    return append(EventKind.NOTICE, id, audience, version);
  }

  /** The notice says something else now. */
  Notice updated(UUID id, List<AudienceKey> audience, Function<LogSlot, Notice> version) {
    return append(EventKind.NOTICE_UPDATED, id, audience, version);
  }

  /** The notice is taken back, and the log forgets what it said. */
  void retracted(Notice notice) {
    var told =
        new RetractedNotice(
            notice.id(), Objects.requireNonNull(notice.eventId()), notice.revision());
    log.erase(notice.id());
    log.append(
        EventKind.NOTICE_RETRACTED,
        notice.id(),
        notice.audience(),
        slot -> json.writeValueAsString(told));
  }

  /** The version is made from the place that the event gets: it may name it. */
  private Notice append(
      EventKind kind, UUID id, List<AudienceKey> audience, Function<LogSlot, Notice> version) {
    Event event =
        log.append(
            kind,
            id,
            audience,
            slot -> json.writeValueAsString(RecipientNotice.of(version.apply(inMillis(slot)))));
    return version.apply(inMillis(new LogSlot(event.id(), event.createdAt())));
  }

  /** No finer than databases and browsers keep it: all who read it are to see the same. */
  private static LogSlot inMillis(LogSlot slot) {
    return new LogSlot(slot.id(), slot.time().truncatedTo(ChronoUnit.MILLIS));
  }
}
