package dev.tidings.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when the embedded Redis can't be started. */
final class EmbeddedRedisFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedRedisFailed> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, EmbeddedRedisFailed cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Install Redis or Valkey 7 or newer so that redis-server or valkey-server is on the PATH,"
            + " or set SPRING_DATA_REDIS_URL to a Redis that you run. On Windows use WSL.",
        cause);
  }
}
