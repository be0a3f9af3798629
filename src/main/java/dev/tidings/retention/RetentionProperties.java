package dev.tidings.retention;

import dev.tidings.problem.SettingRefused;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things are kept.
 *
 * @param events events of the log, for replay, 1 min to 365 d; default 8 d. Not below {@code
 *     tidings.delivery.horizon-age}
 * @param notices notices, after they were published or have expired, whichever is later, 1 min to
 *     3650 d; default 180 d. Not below {@code events}
 * @param every how often a server looks, 1 s to 1 d; default 10 min
 * @param batch how many rows are removed in one transaction, 10 to 10,000; default 500
 */
@Validated
@ConfigurationProperties("tidings.retention")
record RetentionProperties(
    @DefaultValue("8d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration events,
    @DefaultValue("180d") @DurationMin(minutes = 1) @DurationMax(days = 3650) Duration notices,
    @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration every,
    @DefaultValue("500") @Min(10) @Max(10_000) int batch) {

  /**
   * Clients are promised a replay of what is younger than the horizon, and an inbox with whatever a
   * replay could have brought.
   *
   * @throws SettingRefused when that can't be kept
   */
  void requireNotBelow(Duration horizon) {
    if (events.compareTo(horizon) < 0) {
      throw new SettingRefused(
          "tidings.retention.events",
          "must not be below tidings.delivery.horizon-age (" + horizon + "), but is " + events);
    }
    if (notices.compareTo(events) < 0) {
      throw new SettingRefused(
          "tidings.retention.notices",
          "must not be below tidings.retention.events (" + events + "), but is " + notices);
    }
  }
}
