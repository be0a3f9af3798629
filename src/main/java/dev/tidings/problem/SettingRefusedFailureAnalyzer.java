package dev.tidings.problem;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a refused setting without a stack trace. */
final class SettingRefusedFailureAnalyzer extends AbstractFailureAnalyzer<SettingRefused> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, SettingRefused cause) {
    return new FailureAnalysis(
        cause.property() + " " + cause.reason(),
        "Correct " + cause.property() + " and start again.",
        cause);
  }
}
