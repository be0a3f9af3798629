package dev.tidings.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.RawStream;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Database;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {
  private final RunningTidings tidings = RunningTidings.on(Database.H2);
  private final String token = Tokens.user(Fresh.name("user"), List.of());

  @Test
  void nothingIsKeptOfAnOpenStreamForStatisticsOfRequests() {
    int before = active();
    try (var stream = RawStream.open(tidings.port(), "/api/v1/me/stream", token)) {
      stream.until("cursor");

      assertThat(active()).isEqualTo(before);
    }
  }

  @Test
  void whatEndsSoonIsObserved() {
    tidings.as(token).get("/api/v1/me/counts").is(200);

    assertThat(
            tidings
                .part(MeterRegistry.class)
                .get("http.server.requests")
                .tag("uri", "/api/v1/me/counts")
                .timer()
                .count())
        .isPositive();
  }

  private int active() {
    return tidings
        .part(MeterRegistry.class)
        .find("http.server.requests.active")
        .longTaskTimers()
        .stream()
        .mapToInt(LongTaskTimer::activeTasks)
        .sum();
  }
}
