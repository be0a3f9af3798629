package dev.tidings.security;

import static dev.tidings.security.Refused.assertRefused;
import static dev.tidings.security.Requests.bearer;
import static dev.tidings.security.Requests.logIn;
import static dev.tidings.security.Requests.session;
import static dev.tidings.security.Requests.setCookie;
import static dev.tidings.security.Requests.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.TEXT_PLAIN;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SecuritySlice
class SessionControllerTest {
  static final String ALICE = "{\"username\":\"alice\",\"password\":\"alice\"}";

  @Autowired MockMvcTester mvc;
  @Autowired MutableClock clock;

  @Test
  void aLogInAnswersWithATokenThatIsAccepted() {
    MvcTestResult answer = logIn(mvc, "alice", "alice");

    assertThat(answer).hasStatus(201).hasHeader("Cache-Control", "no-store");
    assertThat(answer)
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"token": "%s", "expiresAt": "%s",
             "user": {"id": "alice", "groups": ["500"], "roles": []}}
            """
                .formatted(token(answer), Requests.text(answer, "$.expiresAt")));
    assertThat(mvc.get().uri("/api/v1/me/counts").with(bearer(token(answer))))
        .hasStatusOk()
        .hasBodyTextEqualTo("alice");
  }

  @Test
  void aLogInSetsACookieThatNoScriptCanReadAndOneToRepeat() {
    MvcTestResult answer = logIn(mvc, "alice", "alice");

    assertThat(setCookie(answer, "tidings_session"))
        .startsWith("tidings_session=" + token(answer) + ";")
        .contains("Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=43")
        .doesNotContain("Secure");
    assertThat(setCookie(answer, "XSRF-TOKEN"))
        .contains("Path=/", "SameSite=Lax")
        .doesNotContain("HttpOnly");
  }

  @Test
  void theCookieIsSecureWhenTheRequestCameByHttps() {
    MvcTestResult answer =
        mvc.post()
            .uri("https://localhost/api/v1/session")
            .contentType(APPLICATION_JSON)
            .content(ALICE)
            .exchange();

    assertThat(setCookie(answer, "tidings_session")).contains("Secure");
  }

  @Test
  void anUnknownUserAndAWrongPasswordAreAnsweredAlike() throws Exception {
    MvcTestResult wrong = logIn(mvc, "alice", "wrong");
    MvcTestResult unknown = logIn(mvc, "nobody", "wrong");
    MvcTestResult impossible = logIn(mvc, "\\u0000 nobody", "wrong");

    assertRefused(wrong, 401, "bad-credentials");
    for (MvcTestResult answer : new MvcTestResult[] {unknown, impossible}) {
      assertThat(answer.getResponse().getStatus()).isEqualTo(401);
      assertThat(answer.getResponse().getContentAsString())
          .isEqualTo(wrong.getResponse().getContentAsString());
      assertThat(answer.getResponse().getHeaderNames())
          .isEqualTo(wrong.getResponse().getHeaderNames());
    }
  }

  @Test
  void missingFieldsAreNamed() {
    MvcTestResult answer =
        mvc.post()
            .uri("/api/v1/session")
            .contentType(APPLICATION_JSON)
            .content("{\"username\":\"alice\"}")
            .exchange();

    assertThat(answer).hasStatus(400).bodyJson().extractingPath("$.field").isEqualTo("password");
  }

  @Test
  void aStaleCookieDoesNotKeepAnybodyFromLoggingIn() {
    MvcTestResult answer =
        mvc.post()
            .uri("/api/v1/session")
            .cookie(session("stale"), new Cookie("XSRF-TOKEN", "x"))
            .contentType(APPLICATION_JSON)
            .content(ALICE)
            .exchange();

    assertThat(answer).hasStatus(201);
  }

  @Test
  void aFormCanNotLogAnybodyIn() {
    for (MediaType type : new MediaType[] {APPLICATION_FORM_URLENCODED, TEXT_PLAIN}) {
      assertThat(mvc.post().uri("/api/v1/session").contentType(type).content(ALICE)).hasStatus(415);
    }
  }

  @Test
  void aPageOfAnotherOriginCanNotLogAnybodyIn() {
    assertRefused(logInFrom("Origin", "https://evil.example"), 403, "foreign-origin");
    assertRefused(logInFrom("Origin", "null"), 403, "foreign-origin");
    assertRefused(logInFrom("Sec-Fetch-Site", "cross-site"), 403, "foreign-origin");
  }

  @Test
  void ourOwnPageAndThoseAllowedToCallCanLogIn() {
    assertThat(logInFrom("Origin", "http://localhost")).hasStatus(201);
    assertThat(logInFrom("Origin", "https://app.example")).hasStatus(201);
    assertThat(logInFrom("Sec-Fetch-Site", "same-origin")).hasStatus(201);
  }

  MvcTestResult logInFrom(String header, String value) {
    return mvc.post()
        .uri("/api/v1/session")
        .header(header, value)
        .contentType(APPLICATION_JSON)
        .content(ALICE)
        .exchange();
  }

  @Test
  void whoIsLoggedInIsTold() {
    String token = token(logIn(mvc, "bob", "bob"));
    var answer = mvc.get().uri("/api/v1/session").with(bearer(token)).exchange();

    assertThat(answer).hasStatusOk().hasHeader("Cache-Control", "no-store");
    assertThat(answer).bodyJson().extractingPath("$.user.id").isEqualTo("bob");
    assertThat(answer).bodyJson().doesNotHavePath("$.token");
    assertRefused(mvc.get().uri("/api/v1/session").exchange(), 401, "token-missing");
  }

  @Test
  void aSessionCanBeRenewed() {
    String token = token(logIn(mvc, "bob", "bob"));
    var answer = mvc.post().uri("/api/v1/session/renew").with(bearer(token)).exchange();

    assertThat(answer).hasStatus(201);
    assertThat(setCookie(answer, "tidings_session")).isEmpty();
    assertThat(token(answer)).isNotEqualTo(token);
    assertThat(mvc.get().uri("/api/v1/session").with(bearer(token(answer)))).hasStatusOk();
  }

  @Test
  void aSessionByCookieIsRenewedInItsCookie() {
    String token = token(logIn(mvc, "bob", "bob"));
    var answer =
        mvc.post()
            .uri("/api/v1/session/renew")
            .cookie(session(token), new Cookie("XSRF-TOKEN", "x"))
            .header("X-XSRF-TOKEN", "x")
            .exchange();

    assertThat(setCookie(answer, "tidings_session")).contains(token(answer), "HttpOnly");
  }

  @Test
  void aTokenOfTheHostApplicationIsNotRenewed() {
    String token = Host.token("alice", clock.instant());

    assertRefused(
        mvc.post().uri("/api/v1/session/renew").with(bearer(token)).exchange(),
        403,
        "not-renewable");
  }

  @Test
  void loggingOutEndsTheTokenAndAllItsRenewals() {
    String token = token(logIn(mvc, "carol", "carol"));
    String renewed = token(mvc.post().uri("/api/v1/session/renew").with(bearer(token)).exchange());
    String other = token(logIn(mvc, "carol", "carol"));

    var answer = mvc.delete().uri("/api/v1/session").with(bearer(token)).exchange();

    assertThat(answer).hasStatus(204);
    assertThat(setCookie(answer, "tidings_session")).contains("tidings_session=;", "Max-Age=0");
    for (String ended : new String[] {token, renewed}) {
      assertRefused(
          mvc.get().uri("/api/v1/session").with(bearer(ended)).exchange(), 401, "token-revoked");
    }
    assertThat(mvc.get().uri("/api/v1/session").with(bearer(other))).hasStatusOk();
  }
}
