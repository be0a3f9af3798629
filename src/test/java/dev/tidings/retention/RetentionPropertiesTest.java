package dev.tidings.retention;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.problem.SettingRefused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionPropertiesTest {
  private static void check(int eventDays, int noticeDays, int horizonDays) {
    new RetentionProperties(
            Duration.ofDays(eventDays), Duration.ofDays(noticeDays), Duration.ofMinutes(10), 500)
        .requireNotBelow(Duration.ofDays(horizonDays));
  }

  @Test
  void eventsAreKeptAtLeastAsLongAsTheyAreReplayed() {
    assertThatThrownBy(() -> check(6, 180, 7))
        .isInstanceOf(SettingRefused.class)
        .hasMessage(
            "tidings.retention.events must not be below tidings.delivery.horizon-age (PT168H), but"
                + " is PT144H");
    assertThatNoException().isThrownBy(() -> check(7, 180, 7));
  }

  @Test
  void noticesAreKeptAtLeastAsLongAsTheirEvents() {
    assertThatThrownBy(() -> check(8, 7, 7))
        .isInstanceOf(SettingRefused.class)
        .hasMessageStartingWith("tidings.retention.notices must not be below");
    assertThatNoException().isThrownBy(() -> check(8, 8, 7));
  }
}
