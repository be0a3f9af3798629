package dev.tidings.security;

import static dev.tidings.security.Refused.assertRefused;
import static dev.tidings.security.Requests.bearer;
import static dev.tidings.security.Requests.session;
import static dev.tidings.security.Requests.setCookie;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import jakarta.servlet.http.Cookie;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

@SecuritySlice
class CredentialsTest {
  @Autowired MockMvcTester mvc;
  @Autowired MutableClock clock;

  String dora;
  String admin;

  @BeforeEach
  void sign() {
    dora = Host.token("dora", clock.instant());
    admin = Host.token("erik", clock.instant(), "ADMIN");
  }

  MockMvcRequestBuilder counts() {
    return mvc.get().uri("/api/v1/me/counts");
  }

  MockMvcRequestBuilder post() {
    return mvc.post().uri("/api/v1/notices");
  }

  @Test
  void withoutCredentialsNobodyComesIn() {
    var answer = counts().exchange();

    assertRefused(answer, 401, "token-missing");
    assertThat(answer).hasHeader("WWW-Authenticate", "Bearer");
  }

  @Test
  void aBearerTokenIsAccepted() {
    assertThat(counts().with(bearer(dora))).hasStatusOk().hasBodyTextEqualTo("dora");
    assertThat(counts().header("Authorization", "bearer " + dora)).hasStatusOk();
  }

  @Test
  void aCookieIsAccepted() {
    assertThat(counts().cookie(session(dora))).hasStatusOk().hasBodyTextEqualTo("dora");
  }

  @Test
  void theBearerTokenGoesBeforeTheCookie() {
    assertThat(counts().cookie(session(dora)).with(bearer(admin))).hasBodyTextEqualTo("erik");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Bearerx", "bearer\tx"})
  void aBadBearerTokenNeverFallsBackToTheCookie(String header) {
    assertRefused(
        counts().header("Authorization", header).cookie(session(dora)).exchange(),
        401,
        "token-invalid");
  }

  @Test
  void twoBearerTokensAreNone() {
    assertRefused(counts().with(bearer(dora)).with(bearer(admin)).exchange(), 401, "token-invalid");
  }

  @Test
  void thePasswordOfAProxyInFrontIsNoneOfOurBusiness() {
    assertThat(counts().header("Authorization", "Basic eDp5").cookie(session(dora))).hasStatusOk();
  }

  @Test
  void anExpiredTokenSaysSo() {
    String token =
        Host.claims("dora", clock.instant())
            .expiration(Date.from(clock.instant().minusSeconds(60)))
            .signWith(Host.KEY, Jwts.SIG.HS256)
            .compact();

    var answer = counts().with(bearer(token)).exchange();
    assertRefused(answer, 401, "token-expired");
    assertThat(answer).hasHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    assertRefused(counts().cookie(session(token)).exchange(), 401, "token-expired");
  }

  @Test
  void aHugeTokenIsRefused() {
    assertRefused(counts().with(bearer(dora + "x".repeat(8192))).exchange(), 401, "token-invalid");
  }

  @Test
  void aCookieThatBrowsersWouldNotKeepIsRefusedThoughTheTokenIsGood() {
    String token =
        Host.claims("dora", clock.instant())
            .claim("pad", "x".repeat(3000))
            .signWith(Host.KEY, Jwts.SIG.HS256)
            .compact();

    assertThat(counts().with(bearer(token))).hasStatusOk();
    assertRefused(counts().cookie(session(token)).exchange(), 401, "token-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "access_token", "jwt", "ticket", "tidings_session"})
  void aTokenInTheUrlIsIgnored(String parameter) {
    assertRefused(counts().param(parameter, dora).exchange(), 401, "token-missing");
  }

  @Test
  void aTokenInPlaceOfATicketIsRefused() {
    assertRefused(
        mvc.get().uri("/api/v1/me/stream").queryParam("ticket", dora).exchange(),
        401,
        "ticket-invalid");
  }

  @Test
  void aCookieIsNotAcceptedFromAPageOfAnotherOrigin() {
    assertForeign("Origin", "https://evil.example");
    assertForeign("Origin", "https://app.example"); // may call, but not by cookie
    assertForeign("Origin", "https://localhost"); // another scheme
    assertForeign("Origin", "http://localhost:81"); // another port
    assertForeign("Origin", "null");
    assertForeign("Origin", "::");
    assertForeign("Sec-Fetch-Site", "cross-site");
    assertForeign("Sec-Fetch-Site", "same-site");
  }

  void assertForeign(String header, String value) {
    assertRefused(
        counts().cookie(session(dora)).header(header, value).exchange(), 403, "foreign-origin");
  }

  @Test
  void aCookieIsAcceptedFromOurOwnPage() {
    assertThat(counts().cookie(session(dora)).header("Origin", "http://localhost")).hasStatusOk();
    assertThat(counts().cookie(session(dora)).header("Sec-Fetch-Site", "same-origin"))
        .hasStatusOk();
    assertThat(counts().cookie(session(dora)).header("Sec-Fetch-Site", "none")).hasStatusOk();
  }

  @Test
  void aBearerTokenIsAcceptedWhateverTheOrigin() {
    assertThat(counts().with(bearer(dora)).header("Origin", "https://other.example")).hasStatusOk();
    assertThat(counts().with(bearer(dora)).header("Sec-Fetch-Site", "cross-site")).hasStatusOk();
  }

  @Test
  void aChangeByCookieHasToRepeatTheOtherCookie() {
    assertRefused(post().cookie(session(admin)).exchange(), 403, "csrf");
    assertRefused(post().cookie(session(admin)).header("X-XSRF-TOKEN", "").exchange(), 403, "csrf");
    assertRefused(
        post().cookie(session(admin), new Cookie("XSRF-TOKEN", "")).exchange(), 403, "csrf");
    assertRefused(
        post()
            .cookie(session(admin), new Cookie("XSRF-TOKEN", ""))
            .header("X-XSRF-TOKEN", "")
            .exchange(),
        403,
        "csrf");
    assertRefused(
        post()
            .cookie(session(admin), new Cookie("XSRF-TOKEN", "a"))
            .header("X-XSRF-TOKEN", "b")
            .exchange(),
        403,
        "csrf");
    assertThat(
            post()
                .cookie(session(admin), new Cookie("XSRF-TOKEN", "a"))
                .header("X-XSRF-TOKEN", "a"))
        .hasStatusOk();
  }

  @Test
  void aChangeByBearerTokenNeedsNoSuchHeader() {
    assertThat(post().with(bearer(admin))).hasStatusOk();
    assertThat(post().with(bearer(admin)).cookie(session(dora))).hasStatusOk();
  }

  @Test
  void whoComesByCookieWithoutAValueToRepeatGetsOne() {
    assertThat(setCookie(counts().cookie(session(dora)).exchange(), "XSRF-TOKEN"))
        .matches("XSRF-TOKEN=[A-Za-z0-9_-]{22};.*");
    assertThat(
            setCookie(
                counts().cookie(session(dora), new Cookie("XSRF-TOKEN", "a")).exchange(),
                "XSRF-TOKEN"))
        .isEmpty();
    assertThat(setCookie(counts().with(bearer(dora)).exchange(), "XSRF-TOKEN")).isEmpty();
  }
}
