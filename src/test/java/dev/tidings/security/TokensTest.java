package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest extends TokenBench {
  @Test
  void anIssuedTokenSaysWhoItIsForFor12Hours() {
    Caller caller = accepted(tokens.issue(ALICE, NOW).text());

    assertThat(caller.user()).isEqualTo("alice");
    assertThat(caller.groups()).containsExactly("500");
    assertThat(caller.roles()).containsExactly(Role.PUBLISHER);
    assertThat(caller.issuedAt()).isEqualTo("2026-11-21T10:30:00Z");
    assertThat(caller.expiresAt()).isEqualTo("2026-11-21T22:30:00Z");
  }

  @Test
  void aRenewedTokenLastsLongerAndKeepsWhatRevocationGoesBy() {
    IssuedToken first = tokens.issue(ALICE, NOW);
    clock.advance(Duration.ofHours(1));
    IssuedToken second = tokens.renew(first.caller(), 0, clock.instant());

    Caller caller = accepted(second.text());
    assertThat(caller.expiresAt()).isEqualTo("2026-11-21T23:30:00Z");
    assertThat(caller.tokenId()).isEqualTo(first.caller().tokenId());
    assertThat(caller.issuedAt()).isEqualTo(first.caller().issuedAt());
    assertThat(((Accepted) tokens.verify(second.text())).renewals()).isEqualTo(1);
  }

  @Test
  void aRenewedTokenDiffersFromTheOldOneEvenWithinTheSameSecond() {
    IssuedToken first = tokens.issue(ALICE, NOW);

    assertThat(tokens.renew(first.caller(), 0, NOW).text()).isNotEqualTo(first.text());
  }

  @Test
  void tokensOfTheHostApplicationAreAcceptedWhicheverTrustedKeySignedThem() {
    assertThat(accepted(signed(claims())).user()).isEqualTo("alice");
    assertThat(
            accepted(claims().signWith(Host.RSA.getPrivate(), Jwts.SIG.RS256).compact()).groups())
        .containsExactly("500");
    assertThat(accepted(claims().signWith(Host.EC.getPrivate(), Jwts.SIG.ES256).compact()).groups())
        .containsExactly("500");
  }

  @Test
  void onlyTokensThatTidingsIssuedAreRenewable() {
    String token = claims().signWith(Host.RSA.getPrivate(), Jwts.SIG.RS256).compact();

    assertThat(((Accepted) tokens.verify(signed(claims()))).renewals()).isNull();
    assertThat(((Accepted) tokens.verify(token)).renewals()).isNull();
  }

  @Test
  void aKeyThatATokenBringsAlongIsNotTrusted() {
    var stranger = Jwts.SIG.RS256.keyPair().build();
    var jwk = Jwks.builder().key((RSAPublicKey) stranger.getPublic()).build();
    String token = claims().header().jwk(jwk).and().signWith(stranger.getPrivate()).compact();

    assertThat(refused(token)).isEqualTo(Refusal.TOKEN_INVALID);
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    String token = claims().compact();

    assertThat(token).endsWith(".");
    assertThat(refused(token)).isEqualTo(Refusal.TOKEN_INVALID);
  }

  @Test
  void aSignedTokenWhoseHeaderSaysNoneIsRefused() {
    String[] parts = signed(claims()).split("\\.");
    String header = base64("{\"alg\":\"none\"}");

    assertThat(refused(header + "." + parts[1] + "." + parts[2])).isEqualTo(Refusal.TOKEN_INVALID);
    assertThat(refused(header + "." + parts[1] + ".")).isEqualTo(Refusal.TOKEN_INVALID);
  }

  @Test
  void aPublicKeyIsNoSecret() {
    String pem = Host.pem(Host.RSA.getPublic());
    for (byte[] key : List.of(utf8(pem), utf8(pem.strip()), Host.RSA.getPublic().getEncoded())) {
      var secret = new SecretKeySpec(key, "HmacSHA256");

      assertThat(refused(claims().signWith(secret, Jwts.SIG.HS256).compact()))
          .isEqualTo(Refusal.TOKEN_INVALID);
    }
  }

  @Test
  void anAlgorithmOutsideTheThreeIsRefusedEvenWithATrustedKey() {
    var long64 = new SecretKeySpec(utf8(Host.SECRET.repeat(2)), "HmacSHA512");

    assertThat(refused(claims().signWith(long64, Jwts.SIG.HS512).compact()))
        .isEqualTo(Refusal.TOKEN_INVALID);
    assertThat(refused(claims().signWith(Host.RSA.getPrivate(), Jwts.SIG.PS256).compact()))
        .isEqualTo(Refusal.TOKEN_INVALID);
  }

  @Test
  void aTokenSignedByAStrangerIsRefused() {
    var stranger = Jwts.SIG.HS256.key().build();

    assertThat(refused(claims().signWith(stranger, Jwts.SIG.HS256).compact()))
        .isEqualTo(Refusal.TOKEN_INVALID);
    assertThat(refused(claims().signWith(Jwts.SIG.RS256.keyPair().build().getPrivate()).compact()))
        .isEqualTo(Refusal.TOKEN_INVALID);
  }

  @Test
  void anExpiredTokenSaysSoButOnlyWhenItsSignatureIsGood() {
    var expired = claims().expiration(Date.from(NOW.minusSeconds(31)));

    assertThat(refused(signed(expired))).isEqualTo(Refusal.TOKEN_EXPIRED);
    assertThat(refused(expired.signWith(Jwts.SIG.HS256.key().build()).compact()))
        .isEqualTo(Refusal.TOKEN_INVALID);
  }

  @Test
  void theClockOfWhoeverSignsMayBeALittleOff() {
    assertThat(accepted(signed(claims().expiration(Date.from(NOW.minusSeconds(29)))))).isNotNull();
    assertThat(accepted(signed(claims().notBefore(Date.from(NOW.plusSeconds(29)))))).isNotNull();
    assertThat(refused(signed(claims().notBefore(Date.from(NOW.plusSeconds(32))))).code())
        .isEqualTo("token-invalid");
  }

  @Test
  void aTokenOf8KiBIsRead() {
    assertThat(accepted(ofLength(Tokens.MAX_LENGTH))).isNotNull();
  }

  @Test
  void aLongerTokenIsNotEvenParsed() {
    assertThat(refused(ofLength(Tokens.MAX_LENGTH + 1)).detail()).contains("8192");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "a.b.c", "eyJhbGciOiJIUzI1NiJ9..", "ä.ö.ü", "a.b.c.d.e"})
  void whatIsNoTokenIsRefused(String text) {
    assertThat(refused(text)).isEqualTo(Refusal.TOKEN_INVALID);
  }

  @Test
  void aHeaderNestedTooDeepIsRefused() {
    String header = base64("{\"alg\":\"HS256\",\"x\":" + "[".repeat(4000));

    assertThat(refused(header + "." + base64("{}") + ".AA")).isEqualTo(Refusal.TOKEN_INVALID);
  }

  /** Base64 grows by 1 or 2 characters for each byte: header and payload are padded to fit. */
  String ofLength(int length) {
    int bytes = (length - signed(claims().id("1").claim("pad", "")).length()) * 3 / 4;
    for (int inHeader = 1; inHeader <= 4; inHeader++) {
      for (int inPayload = bytes - 30; inPayload <= bytes; inPayload++) {
        var claims = claims().id("1").claim("pad", "x".repeat(inPayload));
        String token = signed(claims.header().add("p", "x".repeat(inHeader)).and());
        if (token.length() == length) {
          return token;
        }
      }
    }
    throw new AssertionError("No padding gives " + length);
  }

  static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(text));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
