package dev.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetractedNoticesTest {
  private static Frame frame(UUID notice, EventKind kind) {
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

  @Test
  void onlyWhatARetractedNoticeSaidIsErased() {
    UUID gone = UUID.randomUUID();
    var retracted = new RetractedNotices(List.of(gone));

    for (var kind : List.of(EventKind.NOTICE, EventKind.NOTICE_UPDATED)) {
      assertThat(retracted.screen(frame(gone, kind)).kind()).isEqualTo(EventKind.VOID);
      Frame other = frame(UUID.randomUUID(), kind);
      assertThat(retracted.screen(other)).isSameAs(other);
    }
    Frame retraction = frame(gone, EventKind.NOTICE_RETRACTED);
    assertThat(retracted.screen(retraction)).isSameAs(retraction);
    Frame control = frame(null, EventKind.CONTROL);
    assertThat(retracted.screen(control)).isSameAs(control);
  }

  @Test
  void theOldestIsForgottenFirst() {
    UUID oldest = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    var retracted = new RetractedNotices(List.of(second, oldest));
    for (int i = 2; i < RetractedNotices.MOST; i++) {
      retracted.add(UUID.randomUUID());
    }
    assertThat(retracted.screen(frame(oldest, EventKind.NOTICE)).kind()).isEqualTo(EventKind.VOID);
    retracted.add(UUID.randomUUID());

    assertThat(retracted.screen(frame(oldest, EventKind.NOTICE)).kind())
        .isEqualTo(EventKind.NOTICE);
    assertThat(retracted.screen(frame(second, EventKind.NOTICE)).kind()).isEqualTo(EventKind.VOID);
  }
}
