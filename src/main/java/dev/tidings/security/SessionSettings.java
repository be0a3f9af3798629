package dev.tidings.security;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The tokens that Tidings issues itself.
 *
 * @param duration how long such a token is good for. 1 minute to 30 days, default 12 h
 */
@Validated
@ConfigurationProperties("tidings.session")
record SessionSettings(
    @DefaultValue("12h") @DurationMin(minutes = 1) @DurationMax(days = 30) Duration duration) {}
