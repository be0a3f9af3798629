package dev.tidings.security;

import static dev.tidings.security.Refused.assertRefused;
import static dev.tidings.security.Requests.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SecuritySlice
class CrossOriginTest {
  @Autowired MockMvcTester mvc;
  @Autowired MutableClock clock;

  MvcTestResult preflight(String origin, String method, String headers) {
    return mvc.options()
        .uri("/api/v1/notices")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", method)
        .header("Access-Control-Request-Headers", headers)
        .exchange();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"authorization", "content-type", "idempotency-key", "if-match", "last-event-id"})
  void anAllowedOriginMaySendTheHeadersOfTheApi(String header) {
    assertThat(preflight("https://app.example", "PATCH", header))
        .hasStatusOk()
        .hasHeader("Access-Control-Allow-Origin", "https://app.example")
        .hasHeader("Access-Control-Allow-Headers", header)
        .doesNotContainHeader("Access-Control-Allow-Credentials");
  }

  @Test
  void anAllowedOriginMayNotSendOthers() {
    assertThat(preflight("https://app.example", "POST", "x-xsrf-token"))
        .hasStatus(403)
        .doesNotContainHeader("Access-Control-Allow-Origin");
  }

  @Test
  void anAllowedOriginReadsAnswersAndTheirHeaders() {
    MvcTestResult answer = counts("https://app.example");

    assertThat(answer)
        .hasStatusOk()
        .hasHeader("Access-Control-Allow-Origin", "https://app.example")
        .doesNotContainHeader("Access-Control-Allow-Credentials");
    assertThat(answer.getResponse().getHeader("Access-Control-Expose-Headers"))
        .contains("Location", "ETag", "Retry-After", "Idempotency-Replayed");
  }

  @Test
  void refusalsCanBeReadThereToo() {
    MvcTestResult answer =
        mvc.get().uri("/api/v1/me/counts").header("Origin", "https://app.example").exchange();

    assertRefused(answer, 401, "token-missing");
    assertThat(answer).hasHeader("Access-Control-Allow-Origin", "https://app.example");
  }

  @Test
  void scriptsCanBeLoadedByPagesOfAnAllowedOrigin() {
    assertThat(mvc.get().uri("/tidings-client.js").header("Origin", "https://app.example"))
        .hasHeader("Access-Control-Allow-Origin", "https://app.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://app.example.evil.example",
        "http://app.example",
        "https://APP.example",
        "null",
        "::"
      })
  void noOtherOriginMay(String origin) {
    assertRefused(preflight(origin, "POST", "authorization"), 403, "foreign-origin");
    assertThat(preflight(origin, "POST", "authorization"))
        .doesNotContainHeader("Access-Control-Allow-Origin");
    assertThat(counts(origin)).doesNotContainHeader("Access-Control-Allow-Origin");
  }

  MvcTestResult counts(String origin) {
    return mvc.get()
        .uri("/api/v1/me/counts")
        .header("Origin", origin)
        .with(bearer(Host.token("rosa", clock.instant())))
        .exchange();
  }
}
