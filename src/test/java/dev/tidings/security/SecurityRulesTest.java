package dev.tidings.security;

import static dev.tidings.security.Refused.assertRefused;
import static dev.tidings.security.Requests.bearer;
import static dev.tidings.security.Requests.session;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SecuritySlice
class SecurityRulesTest {
  @Autowired MockMvcTester mvc;
  @Autowired MutableClock clock;

  MvcTestResult call(String method, String path, String... roles) {
    return mvc.method(HttpMethod.valueOf(method))
        .uri(path)
        .with(bearer(Host.token("quinn", clock.instant(), roles)))
        .exchange();
  }

  int anonymously(String method, String path) {
    return mvc.method(HttpMethod.valueOf(method)).uri(path).exchange().getResponse().getStatus();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/me/counts", "/api/v1/session", "/api/v1/me/stream"})
  void aUserReadsTheirOwn(String path) {
    assertThat(call("GET", path)).hasStatusOk();
    assertThat(anonymously("GET", path)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/notices", "/api/v1/notices/7", "/api/v1/audiences/estimate"})
  void postingTakesARole(String path) {
    for (String method : new String[] {"GET", "POST", "PATCH"}) {
      assertRefused(call(method, path), 403, "forbidden");
      assertThat(call(method, path, "PUBLISHER")).hasStatusOk();
      assertThat(call(method, path, "ADMIN")).hasStatusOk();
      assertThat(anonymously(method, path)).isEqualTo(401);
    }
  }

  @Test
  void lookingIntoTheServersTakesAnAdmin() {
    for (String path : new String[] {"/api/v1/admin/servers", "/api/v1/admin/none"}) {
      assertRefused(call("GET", path), 403, "forbidden");
      assertRefused(call("GET", path, "PUBLISHER"), 403, "forbidden");
    }
    assertThat(call("GET", "/api/v1/admin/servers", "ADMIN")).hasStatusOk();
  }

  @Test
  void healthIsOpenAndMetricsAreNot() {
    assertThat(anonymously("GET", "/actuator/health/liveness")).isNotIn(401, 403);
    assertThat(anonymously("GET", "/actuator/prometheus")).isEqualTo(401);
    assertThat(anonymously("GET", "/actuator")).isEqualTo(401);
    assertRefused(call("GET", "/actuator/prometheus"), 403, "forbidden");
    assertThat(call("GET", "/actuator/prometheus", "ADMIN").getResponse().getStatus())
        .isNotIn(401, 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/tidings-client.js", "/favicon.svg", "/admin/"})
  void thePageIsOpenAlsoToWhoHasAStaleCookie(String path) {
    assertThat(anonymously("GET", path)).isIn(200, 404);
    assertThat(anonymously("HEAD", path)).isIn(200, 404);
    assertThat(mvc.get().uri(path).cookie(session("stale")).exchange().getResponse().getStatus())
        .isIn(200, 404);
    assertThat(
            mvc.get()
                .uri(path)
                .header("Sec-Fetch-Site", "cross-site")
                .exchange()
                .getResponse()
                .getStatus())
        .isIn(200, 404);
  }

  @Test
  void whatIsUnknownIsNotOpen() {
    assertThat(anonymously("GET", "/api")).isEqualTo(401);
    assertThat(anonymously("GET", "/error")).isEqualTo(401);
    assertThat(anonymously("GET", "/api/v1/unknown")).isEqualTo(401);
    assertThat(anonymously("PUT", "/api/v1/session")).isEqualTo(401);
    assertThat(anonymously("POST", "/")).isEqualTo(401);
    assertRefused(call("POST", "/index.html", "ADMIN"), 403, "forbidden");
    assertRefused(call("GET", "/api/v1/unknown"), 404, "not-found");
  }

  @Test
  void suspiciousPathsAreAnsweredWithAProblemToo() {
    for (String path : List.of("/api/v1/session;x=y", "/api/v1%2Fsession", "/api/%2e%2e/x")) {
      assertRefused(mvc.get().uri(URI.create(path)).exchange(), 400, "invalid-request");
    }
  }

  @Test
  void pagesMayOnlyDoWhatTheyNeed() {
    assertThat(mvc.get().uri("/"))
        .hasHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self';"
                + " frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'")
        .hasHeader("X-Content-Type-Options", "nosniff")
        .hasHeader("Referrer-Policy", "no-referrer")
        .hasHeader("X-Frame-Options", "DENY");
  }

  @Test
  void onlyTheSampleSiteMayBeFramedAndOnlyByItsOwnOrigin() {
    assertThat(mvc.get().uri("/demo/site.html"))
        .hasHeader("X-Frame-Options", "SAMEORIGIN")
        .headers()
        .hasHeaderSatisfying(
            "Content-Security-Policy",
            policy -> assertThat(policy.getFirst()).contains("frame-ancestors 'self';"));
    assertThat(mvc.get().uri("/demo/site.html/")).hasHeader("X-Frame-Options", "DENY");
    assertThat(mvc.get().uri("/admin/")).hasHeader("X-Frame-Options", "DENY");
  }

  @Test
  void theStartPageIsToldOfTheDemoAccountsWithoutTheirHashes() {
    assertThat(mvc.get().uri("/demo/accounts.json"))
        .bodyJson()
        .isStrictlyEqualTo(
            """
            [{"name":"admin","groups":[],"roles":["ADMIN"]},
             {"name":"alice","groups":["500"],"roles":[]},
             {"name":"bob","groups":["500"],"roles":[]},
             {"name":"carol","groups":["600"],"roles":[]}]
            """);
  }

  @Test
  void answersOfTheApiAreNotKeptByCaches() {
    assertThat(call("GET", "/api/v1/me/counts"))
        .hasHeader("Cache-Control", "no-store")
        .doesNotContainHeader("Pragma");
    assertThat(mvc.get().uri("/")).doesNotContainHeader("Cache-Control");
  }

  @Test
  void noServletSessionIsMade() {
    assertThat(call("GET", "/api/v1/me/counts").getRequest().getSession(false)).isNull();
  }
}
