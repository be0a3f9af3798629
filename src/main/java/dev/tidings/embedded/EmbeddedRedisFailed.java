package dev.tidings.embedded;

/** The embedded Redis can't be started. The message says why, in words for an operator. */
final class EmbeddedRedisFailed extends RuntimeException {
  EmbeddedRedisFailed(String why) {
    super(why);
  }

  EmbeddedRedisFailed(String why, Exception cause) {
    super(why, cause);
  }
}
