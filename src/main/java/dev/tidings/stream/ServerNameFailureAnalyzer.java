package dev.tidings.stream;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when the server's name is taken. */
final class ServerNameFailureAnalyzer extends AbstractFailureAnalyzer<ServerNameTaken> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, ServerNameTaken cause) {
    return new FailureAnalysis(
        cause.getMessage() + ".",
        "Set TIDINGS_SERVER_NAME to another name, or leave it out: then the host's name and four"
            + " random characters are used. If that server's machine was lost, Redis forgets its"
            + " connection within its tcp-keepalive.",
        cause);
  }
}
