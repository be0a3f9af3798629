package dev.tidings.inbox;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Inboxes.
 *
 * @param firstVisit how old a notice may be to be unread for somebody who opens the inbox for the
 *     first time, 0 to 365 d; default 30 d. What is older is there, and read
 */
@Validated
@ConfigurationProperties("tidings.inbox")
record InboxSettings(
    @DefaultValue("30d") @DurationMin @DurationMax(days = 365) Duration firstVisit) {}
