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

  static Frame frame(long seq, String payload) {
    return Frame.of(
        new Event(
            new EventId(1, seq),
            UUID.randomUUID(),
            EventKind.NOTICE,
            UUID.randomUUID(),
            List.of(AudienceKey.ALL),
            payload,
            Instant.EPOCH));
  }
}
