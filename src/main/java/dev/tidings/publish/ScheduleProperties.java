package dev.tidings.publish;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Publishing later.
 *
 * @param poll how often a server looks for notices whose time has come without having been told of
 *     them, 50 ms to 1 s; default 500 ms. Bounds how late a notice is that another server took in
 * @param maxBackoff the longest pause between two tries while the database is away, 100 ms to 30 s;
 *     default 2 s
 */
@Validated
@ConfigurationProperties("tidings.schedule")
record ScheduleProperties(
    @DefaultValue("500ms") @DurationMin(millis = 50) @DurationMax(seconds = 1) Duration poll,
    @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 30)
        Duration maxBackoff) {}
