package dev.tidings.security;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import io.jsonwebtoken.security.SignatureException;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * Issues and verifies JSON Web Tokens (RFC 7519). Safe for use by many threads.
 *
 * <p>Each trusted key has a parser of its own that knows one algorithm only. So a public key can
 * never be taken for an HS256 secret, and {@code alg: none} is as unknown as any other (RFC 8725
 * section 3.1).
 */
@Component
final class Tokens {
  /** 8 KiB. What is longer is not even parsed. */
  static final int MAX_LENGTH = 8_192;

  private final SecretKey secret;
  private final List<JwtParser> parsers = new ArrayList<>();
  private final Duration duration;

  Tokens(
      JwtSettings settings,
      SessionSettings session,
      InstallationSettings installation,
      Clock clock) {
    secret = SigningSecret.load(settings, installation.dataPath());
    duration = session.duration();
    parsers.add(parser(settings, clock, Jwts.SIG.HS256).verifyWith(secret).build());
    for (PublicKey key : PublicKeys.read(settings.publicKeys())) {
      var algorithm = key instanceof RSAPublicKey ? Jwts.SIG.RS256 : Jwts.SIG.ES256;
      parsers.add(parser(settings, clock, algorithm).verifyWith(key).build());
    }
  }

  private static JwtParserBuilder parser(
      JwtSettings settings, Clock clock, SecureDigestAlgorithm<? extends Key, ?> only) {
    return Jwts.parser()
        .sig()
        .clear()
        .add(only)
        .and()
        .zip()
        .clear()
        .and()
        .clock(() -> Date.from(clock.instant()))
        .clockSkewSeconds(settings.clockSkew().toSeconds());
  }

  /**
   * Makes the token of somebody who just logged in.
   *
   * @param at the time it counts from
   */
  IssuedToken issue(Account account, Instant at) {
    Instant start = at.truncatedTo(ChronoUnit.SECONDS);
    var caller =
        new Caller(
            account.username(),
            account.groups(),
            account.roles(),
            List.of(),
            RandomText.ofBytes(16),
            start,
            start.plus(duration));
    return sign(caller, start, start, 0);
  }

  /**
   * Makes a token of the same session that lasts longer. It keeps the token id and the time of the
   * log-in, so that what revokes one of the session's tokens revokes all of them.
   *
   * @param renewals how often the old one was renewed
   */
  IssuedToken renew(Caller caller, int renewals, Instant now) {
    Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
    Instant loggedInAt = caller.issuedAt() == null ? issuedAt : caller.issuedAt();
    var renewed =
        new Caller(
            caller.user(),
            caller.groups(),
            caller.roles(),
            caller.publish(),
            caller.tokenId(),
            loggedInAt,
            issuedAt.plus(duration));
    return sign(renewed, issuedAt, loggedInAt, renewals + 1);
  }

  private IssuedToken sign(Caller caller, Instant issuedAt, Instant loggedInAt, int renewals) {
    String text =
        Jwts.builder()
            .issuer(TokenClaims.ISSUER)
            .subject(caller.user())
            .id(caller.tokenId())
            .issuedAt(Date.from(issuedAt))
            .expiration(Date.from(caller.expiresAt()))
            .claim(TokenClaims.LOGGED_IN_AT, loggedInAt.getEpochSecond())
            .claim(TokenClaims.RENEWALS, renewals)
            .claim(TokenClaims.GROUPS, caller.groups().stream().sorted().toList())
            .claim(TokenClaims.ROLES, caller.roles().stream().map(Role::name).sorted().toList())
            .claim(TokenClaims.PUBLISH, caller.publish())
            .signWith(secret, Jwts.SIG.HS256)
            .compact();
    return new IssuedToken(text, caller);
  }

  /**
   * Checks untrusted text. Whether the token was revoked is another question.
   *
   * @return {@link Accepted}, or a {@link Refusal} with {@code token-invalid} or {@code
   *     token-expired}; the latter only when the signature is good
   */
  Presented verify(String token) {
    if (token.length() > MAX_LENGTH) {
      return Refusal.invalidToken("The token is longer than " + MAX_LENGTH + " characters.");
    }
    for (JwtParser parser : parsers) {
      try {
        Claims claims = parser.parseSignedClaims(token).getPayload();
        return TokenClaims.read(claims, token);
      } catch (ExpiredJwtException e) {
        return Refusal.TOKEN_EXPIRED;
      } catch (SignatureException | UnsupportedJwtException e) {
        continue; // Perhaps another key has signed it.
      } catch (JwtException | IllegalArgumentException e) {
        return Refusal.TOKEN_INVALID;
      }
    }
    return Refusal.TOKEN_INVALID;
  }
}
