package dev.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventRingTest {
  private static final long PLENTY = 1_000_000;

  @Test
  void theNewestEventsAreKept() {
    var ring = new EventRing(10, PLENTY, new EventId(1, 0));
    for (int seq = 1; seq <= 25; seq++) {
      ring.add(frame(seq, "x"));
    }

    assertThat(ring.head()).isEqualTo(new EventId(1, 25));
    assertThat(ring.get(15)).isNull();
    assertThat(ring.get(16).id().seq()).isEqualTo(16);
    assertThat(ring.get(25).id().seq()).isEqualTo(25);
    assertThat(ring.get(26)).isNull();
    assertThat(ring.get(0)).isNull();
  }

  @Test
  void oldEventsLeaveWhenTheNewOnesAreHeavy() {
    var ring = new EventRing(100, 10_000, new EventId(1, 0));
    for (int seq = 1; seq <= 50; seq++) {
      ring.add(frame(seq, "x".repeat(1_000)));
    }

    assertThat(ring.get(50)).isNotNull();
    assertThat(ring.get(49)).isNotNull();
    assertThat(ring.get(40)).isNull();
  }

  @Test
  void anEventThatIsHeavierThanTheRingIsKeptAllTheSame() {
    var ring = new EventRing(100, 10_000, new EventId(1, 0));
    ring.add(frame(1, "x"));
    ring.add(frame(2, "x".repeat(50_000)));

    assertThat(ring.get(1)).isNull();
    assertThat(ring.get(2)).isNotNull();
  }

  @Test
  void itMayBeginInTheMiddleOfTheLog() {
    var ring = new EventRing(10, PLENTY, new EventId(1, 1_000));
    ring.add(frame(1_001, "x"));

    assertThat(ring.get(1_000)).isNull();
    assertThat(ring.get(1_001).id()).isEqualTo(new EventId(1, 1_001));
  }

  @Test
  void whatIsErasedKeepsItsPlaceAndNothingElse() {
    var ring = new EventRing(10, PLENTY, new EventId(1, 0));
    UUID notice = UUID.randomUUID();
    ring.add(frame(1, notice, EventKind.NOTICE, "secret"));
    ring.add(frame(2, "other"));
    ring.add(frame(3, notice, EventKind.NOTICE_UPDATED, "secret"));
    ring.add(frame(4, notice, EventKind.NOTICE_RETRACTED, "gone"));

    ring.erase(notice);

    assertThat(List.of(ring.get(1), ring.get(3)))
        .allSatisfy(
            frame -> {
              assertThat(frame.kind()).isEqualTo(EventKind.VOID);
              assertThat(frame.payload()).isEmpty();
              assertThat(new String(frame.sse(), UTF_8)).doesNotContain("secret");
              assertThat(frame.audience()).isEmpty();
            });
    assertThat(ring.get(3).id()).isEqualTo(new EventId(1, 3));
    assertThat(ring.get(2).payload()).isEqualTo("other");
    assertThat(ring.get(4).payload()).isEqualTo("gone");
  }

  @Test
  void whatIsErasedWeighsNothingAnyMore() {
    var ring = new EventRing(100, 10_000, new EventId(1, 0));
    UUID notice = UUID.randomUUID();
    ring.add(frame(1, "first"));
    ring.add(frame(2, notice, EventKind.NOTICE, "x".repeat(4_000)));
    ring.erase(notice);
    ring.add(frame(3, "x".repeat(4_000)));

    assertThat(ring.get(1)).isNotNull();
    assertThat(ring.get(3)).isNotNull();
  }

  static Frame frame(long seq, String payload) {
    return frame(seq, UUID.randomUUID(), EventKind.NOTICE, payload);
  }

  private static Frame frame(long seq, UUID notice, EventKind kind, String payload) {
    return Frame.of(
        new Event(
            new EventId(1, seq),
            UUID.randomUUID(),
            kind,
            notice,
            List.of(AudienceKey.ALL),
            payload,
            Instant.EPOCH));
  }
}
