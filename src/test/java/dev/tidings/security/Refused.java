package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Asserts that an answer is a problem document. */
final class Refused {
  private Refused() {}

  static void assertRefused(MvcTestResult answer, int status, String code) {
    assertThat(answer).hasStatus(status).hasContentType("application/problem+json");
    assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo(code);
    assertThat(answer).bodyJson().extractingPath("$.detail").asString().isNotEmpty();
    assertThat(answer).hasHeader("Cache-Control", "no-store");
    if (status == 401) {
      assertThat(answer.getResponse().getHeader("WWW-Authenticate")).startsWith("Bearer");
    }
  }
}
