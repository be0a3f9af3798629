package dev.tidings.stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Redis Stream.
 *
 * @param prefix starts every key in Redis; default {@code tidings:}. Two logs on one Redis need two
 *     prefixes. In a Redis Cluster write it as a hash tag, {@code {tidings}:}
 * @param maxLength about how many entries the stream keeps, 1,000 to 10,000,000; default 100,000.
 *     Older events are served from the database
 * @param rebuildLength how many of the newest events are written into a stream that was found
 *     empty, 100 to {@code maxLength}; default 10,000
 * @param poll how often the relay looks at the log without being told of a commit, 50 ms to 5 s;
 *     default 500 ms. Bounds how late another server's crash can make an event
 * @param block how long one read waits for an entry, 100 ms to 1 s; default 500 ms. It is also how
 *     often an idle reader looks into the database, and must stay well below the command timeout
 * @param maxBackoff the longest pause between two tries while Redis is away, 100 ms to 30 s;
 *     default 2 s. Readers follow the database in the same rhythm
 */
@Validated
@ConfigurationProperties("tidings.stream")
public record StreamProperties(
    @DefaultValue("tidings:") @Pattern(regexp = "[A-Za-z0-9:{}._-]{1,100}") String prefix,
    @DefaultValue("100000") @Min(1_000) @Max(10_000_000) int maxLength,
    @DefaultValue("10000") @Min(100) @Max(10_000_000) int rebuildLength,
    @DefaultValue("500ms") @DurationMin(millis = 50) @DurationMax(seconds = 5) Duration poll,
    @DefaultValue("500ms") @DurationMin(millis = 100) @DurationMax(seconds = 1) Duration block,
    @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 30) Duration maxBackoff) {
  public StreamProperties {
    if (rebuildLength > maxLength) {
      throw new IllegalArgumentException(
          "tidings.stream.rebuild-length must not be above tidings.stream.max-length");
    }
  }

  /** The stream itself. */
  public String streamKey() {
    return prefix + "notices";
  }

  /** What the servers say of themselves, by their names. */
  String serversKey() {
    return prefix + "servers";
  }

  /** A user's open streams on all servers. */
  String userStreamsKey(String user) {
    return prefix + "streams:" + user;
  }

  /** Starts the keys of the answers to a question, which live for some seconds. */
  String censusKey(String question) {
    return prefix + "census:" + question;
  }

  /** What statistics of notices are gathered in. */
  String reachKey(String what) {
    return prefix + "reach:" + what;
  }

  /** What the servers tell each other at once, and nobody keeps. */
  String signalChannel() {
    return prefix + "signals";
  }

  /** Holds the id of the log that the stream projects. */
  String logKey() {
    return prefix + "log";
  }
}
