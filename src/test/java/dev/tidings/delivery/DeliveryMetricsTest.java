package dev.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.RawStream;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {
  private final RunningTidings tidings = RunningTidings.on(Database.H2);
  private final String user = Fresh.name("user");

  @Test
  void whatAStreamTookAndWhyItEndedIsCounted() {
    double events = count("tidings.events", "source", "memory");
    double left = count("tidings.streams.ended", "reason", "left");
    try (var stream = open()) {
      stream.until("cursor");
      post();
      stream.until("notice");
      assertThat(count("tidings.events", "source", "memory")).isGreaterThanOrEqualTo(events + 1);
    }
    // Who has left is noticed when something is written.
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              post();
              return count("tidings.streams.ended", "reason", "left") >= left + 1;
            });
  }

  private void post() {
    tidings.as(Tokens.admin("olga")).post(Draft.to("user:" + user)).is(201);
  }

  @Test
  void aStreamThatTheServerEndsIsCountedByItsReason() {
    double revoked = count("tidings.streams.ended", "reason", "revoked");
    try (var stream = open()) {
      stream.until("cursor");
      tidings.part(ConnectionRegistry.class).end(user, connection -> true, ByeReason.REVOKED);
      stream.until("bye");
      await().until(() -> count("tidings.streams.ended", "reason", "revoked") >= revoked + 1);
    }
  }

  @Test
  void aPositionThatCannotBeContinuedIsCounted() {
    double malformed = count("tidings.resets", "reason", "malformed");
    try (var stream = open("Last-Event-ID: nonsense")) {
      stream.until("reset");
      assertThat(count("tidings.resets", "reason", "malformed"))
          .isGreaterThanOrEqualTo(malformed + 1);
    }
  }

  private RawStream open(String... headers) {
    return RawStream.open(
        tidings.port(), "/api/v1/me/stream", Tokens.user(user, List.of()), headers);
  }

  private double count(String name, String tag, String value) {
    return tidings.part(MeterRegistry.class).get(name).tag(tag, value).functionCounter().count();
  }
}
