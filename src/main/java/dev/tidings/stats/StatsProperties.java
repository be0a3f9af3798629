package dev.tidings.stats;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Statistics of notices.
 *
 * @param every how often what was gathered is counted and written, 1 s to 1 h; default 10 s. Older
 *     notices are looked at less often
 */
@Validated
@ConfigurationProperties("tidings.stats")
record StatsProperties(
    @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration every) {}
