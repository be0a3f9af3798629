package dev.tidings.stream;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * This instance.
 *
 * @param serverName 1-100 characters of {@code A-Z a-z 0-9 . _ -}, unique among the servers of one
 *     log; default: the host's name and four random characters. It stands in the consumer group's
 *     name and in the {@code ready} event
 */
@Validated
@ConfigurationProperties("tidings")
record ServerProperties(
    @Nullable
        @Pattern(
            regexp = "[A-Za-z0-9._-]{1,100}",
            message = "must be 1-100 characters of A-Z a-z 0-9 . _ -")
        String serverName) {}
