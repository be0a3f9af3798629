package dev.tidings.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Open connections.
 *
 * @param ringEvents how many of the newest events are kept in memory, 100 to 1,000,000; default
 *     20,000
 * @param ringMemory how much memory they may take; default 64 MB
 * @param lookups how many pages of missed events may be read from Redis or the database at once, 1
 *     to 100; default 8, which leaves two of the ten database connections for everybody else
 * @param heartbeat how often a connection gets a {@code cursor}, 1 s to 60 s; default 15 s. Proxies
 *     commonly cut connections that are silent for 30 or 60 s
 * @param stall how long a client may take no bytes before it is ended, 1 s to 60 s; default 10 s
 * @param rotation after how long a stream is ended so that load spreads anew, 10 s to 24 h; default
 *     30 min. Each stream gets its own, up to a fifth shorter or longer
 * @param drain how long a stopping server spreads the ends of its streams, 0 to 5 min; default 5 s
 * @param fence how long neither Redis nor the database may confirm what the newest event is, 5 s to
 *     10 min; default 20 s. Then the streams are ended and the server is not ready, so that its
 *     users go where news is
 * @param maxConnections streams of this server, 1 to 1,000,000; default 15,000. More are told to
 *     come back. Each takes a file descriptor
 * @param maxPerUser streams of one user, 1 to 10,000; default 20. One more ends the oldest
 * @param maxPollsPerUser long polls of one user at once, 1 to 100; default 4
 * @param horizonEvents how many missed events that the caller may see are sent again, 1 to
 *     1,000,000; default 10,000. Who missed more gets {@code reset}
 * @param horizonAge how old the missed events may be, 1 min to 365 d; default 7 d
 */
@Validated
@ConfigurationProperties("tidings.delivery")
public record DeliveryProperties(
    @DefaultValue("20000") @Min(100) @Max(1_000_000) int ringEvents,
    @DefaultValue("64MB") DataSize ringMemory,
    @DefaultValue("8") @Min(1) @Max(100) int lookups,
    @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(seconds = 60) Duration heartbeat,
    @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(seconds = 60) Duration stall,
    @DefaultValue("30m") @DurationMin(seconds = 10) @DurationMax(hours = 24) Duration rotation,
    @DefaultValue("5s") @DurationMin @DurationMax(minutes = 5) Duration drain,
    @DefaultValue("20s") @DurationMin(seconds = 5) @DurationMax(minutes = 10) Duration fence,
    @DefaultValue("15000") @Min(1) @Max(1_000_000) int maxConnections,
    @DefaultValue("20") @Min(1) @Max(10_000) int maxPerUser,
    @DefaultValue("4") @Min(1) @Max(100) int maxPollsPerUser,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int horizonEvents,
    @DefaultValue("7d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration horizonAge) {}
