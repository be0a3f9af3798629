package dev.tidings.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class SettingRefusedTest {
  @Test
  void aRefusedSettingIsShownWithoutAStackTrace() {
    FailureAnalysis analysis =
        new SettingRefusedFailureAnalyzer()
            .analyze(
                new IllegalStateException(new SettingRefused("tidings.jwt.secret", "is short")));

    assertThat(analysis.getDescription()).isEqualTo("tidings.jwt.secret is short");
    assertThat(analysis.getAction()).contains("tidings.jwt.secret");
  }
}
