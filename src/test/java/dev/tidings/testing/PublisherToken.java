package dev.tidings.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.harness.Tokens;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

/** The token of somebody who may post, but not to everybody. */
public final class PublisherToken {
  private PublisherToken() {}

  /**
   * @param publish whom the token lets its user address
   */
  public static String of(String user, String... publish) {
    return Jwts.builder()
        .subject(user)
        .expiration(Date.from(Instant.now().plus(1, ChronoUnit.HOURS)))
        .claim("roles", List.of("PUBLISHER"))
        .claim("publish", List.of(publish))
        .signWith(Keys.hmacShaKeyFor(Tokens.SECRET.getBytes(UTF_8)), Jwts.SIG.HS256)
        .compact();
  }
}
