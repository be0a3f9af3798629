package dev.tidings.stream;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when Redis belongs to another log. */
final class StreamOwnedFailureAnalyzer extends AbstractFailureAnalyzer<StreamOwnedByAnotherLog> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, StreamOwnedByAnotherLog cause) {
    return new FailureAnalysis(
        cause.getMessage() + ".",
        "Set TIDINGS_STREAM_PREFIX to something other than '%s', use another Redis, or stop the"
                .formatted(cause.prefix())
            + " other servers.",
        cause);
  }
}
