package dev.tidings.harness;

import java.time.Duration;

/**
 * How a client waits.
 *
 * @param ofRetry which part of the {@code retry} that the server asks for it waits before it comes
 *     back; 1 as browsers do
 * @param silence after which it takes the connection for dead
 */
public record Patience(double ofRetry, Duration silence) {
  public static final Patience NONE = new Patience(0, Duration.ofSeconds(20));
}
