package dev.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Why the server ends a stream. */
public enum ByeReason {
  /** The server stops. */
  SHUTDOWN(true, 1_000, 5_000),
  /** The token has expired. */
  EXPIRED(false, 1_000, 5_000),
  /** The token was revoked, or an operator ended the user's streams. */
  REVOKED(false, 1_000, 5_000),
  /** The client took no bytes for too long, or fell behind what is kept. */
  SLOW(true, 1_000, 5_000),
  /** The user opened a newer stream too many. */
  TOO_MANY(false, 300_000, 300_000),
  /** The stream has lived long enough. */
  ROTATION(true, 0, 500),
  /** The server can't serve it now. */
  OVERLOAD(true, 1_000, 5_000);

  private final boolean reconnect;
  private final int minRetry;
  private final int maxRetry;

  ByeReason(boolean reconnect, int minRetry, int maxRetry) {
    this.reconnect = reconnect;
    this.minRetry = minRetry;
    this.maxRetry = maxRetry;
  }

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The block to end a stream with, and a random time after which to come back. */
  public byte[] frame() {
    int retry = ThreadLocalRandom.current().nextInt(minRetry, maxRetry + 1);
    return """
        retry: %d

        event: bye
        data: {"reason":"%s","reconnect":%s}

        """
        .formatted(retry, wireName(), reconnect)
        .getBytes(UTF_8);
  }
}
