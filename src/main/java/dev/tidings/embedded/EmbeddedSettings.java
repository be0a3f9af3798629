package dev.tidings.embedded;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the embedded Redis is run.
 *
 * @param startTimeout how long it may take to answer, 100 ms to 5 min; then Tidings refuses to
 *     start
 * @param stopTimeout how long it may take to end by itself, 100 ms to 1 min; then it is killed
 */
@Validated
@ConfigurationProperties("tidings.embedded")
record EmbeddedSettings(
    @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration startTimeout,
    @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration stopTimeout) {}
