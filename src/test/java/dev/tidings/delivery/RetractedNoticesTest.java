package dev.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.EventKind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetractedNoticesTest {
  @Test
  void onlyWhatARetractedNoticeSaidIsErased() {
    UUID gone = UUID.randomUUID();
    var retracted = new RetractedNotices(List.of(gone));

    for (var kind : List.of(EventKind.NOTICE, EventKind.NOTICE_UPDATED)) {
      assertThat(retracted.screen(Frames.frame(kind, gone)).kind()).isEqualTo(EventKind.VOID);
      Frame other = Frames.frame(kind, UUID.randomUUID());
      assertThat(retracted.screen(other)).isSameAs(other);
    }
    Frame retraction = Frames.frame(EventKind.NOTICE_RETRACTED, gone);
    assertThat(retracted.screen(retraction)).isSameAs(retraction);
    Frame control = Frames.frame(EventKind.CONTROL, null);
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
    assertThat(retracted.screen(Frames.frame(EventKind.NOTICE, oldest)).kind())
        .isEqualTo(EventKind.VOID);
    retracted.add(UUID.randomUUID());

    assertThat(retracted.screen(Frames.frame(EventKind.NOTICE, oldest)).kind())
        .isEqualTo(EventKind.NOTICE);
    assertThat(retracted.screen(Frames.frame(EventKind.NOTICE, second)).kind())
        .isEqualTo(EventKind.VOID);
  }
}
