package dev.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.EventKind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
  private final Receipts receipts = new Receipts();

  @Test
  void onlyWhatTellsWhatANoticeSaysCounts() {
    var one = UUID.randomUUID();
    var two = UUID.randomUUID();
    receipts.written(
        "ann",
        List.of(
            Frames.frame(EventKind.NOTICE, one),
            Frames.frame(EventKind.NOTICE_RETRACTED, UUID.randomUUID()),
            Frames.frame(EventKind.NOTICE_UPDATED, two)));
    receipts.written("ben", List.of(Frames.frame(EventKind.NOTICE_RETRACTED, one)));
    receipts.written("ben", List.of());

    assertThat(receipts.take()).containsExactly(new Receipts.Receipt("ann", List.of(one, two)));
    assertThat(receipts.take()).isEmpty();
  }

  @Test
  void whatNobodyTakesIsLostInTheEnd() {
    var frames = List.of(Frames.frame(EventKind.NOTICE, UUID.randomUUID()));
    for (int i = 0; i < 20_005; i++) {
      receipts.written("ann", frames);
    }
    assertThat(receipts.lost()).isEqualTo(5);
    assertThat(receipts.take()).hasSize(20_000);
    receipts.written("ann", frames);
    assertThat(receipts.lost()).isEqualTo(5);
  }
}
