package dev.tidings.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often a wrong password may be tried. Log-ins that succeed do not count.
 *
 * @param perUser failures within the window for one user name, from wherever. 1 to 1,000, default
 *     10
 * @param perAddress failures within the window from one client address (IPv6: one /64 network). 1
 *     to 100,000, default 50
 * @param window 1 s to 1 day, default 1 minute
 */
@Validated
@ConfigurationProperties("tidings.login")
record LoginSettings(
    @DefaultValue("10") @Min(1) @Max(1_000) int perUser,
    @DefaultValue("50") @Min(1) @Max(100_000) int perAddress,
    @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration window) {}
