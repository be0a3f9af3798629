package dev.tidings.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;

/** Tokens as a host application makes them. */
public final class Tokens {
  public static final String SECRET = "a shared secret of the tests, long enough for HS256";

  private Tokens() {}

  public static String user(String id, Collection<String> groups) {
    return token(id, groups, List.of(), Duration.ofHours(12));
  }

  /** A token that ends soon. */
  public static String userUntil(String id, Duration lifetime) {
    return token(id, List.of(), List.of(), lifetime);
  }

  /** A token that says that it was made at another time. */
  public static String userFrom(String id, Instant issuedAt) {
    return token(id, List.of(), List.of(), issuedAt, Duration.ofHours(12));
  }

  public static String admin(String id) {
    return token(id, List.of(), List.of("ADMIN"), Duration.ofHours(12));
  }

  private static String token(
      String id, Collection<String> groups, Collection<String> roles, Duration lifetime) {
    return token(id, groups, roles, Instant.now(), lifetime);
  }

  private static String token(
      String id,
      Collection<String> groups,
      Collection<String> roles,
      Instant issuedAt,
      Duration lifetime) {
    return Jwts.builder()
        .subject(id)
        .issuedAt(Date.from(issuedAt))
        .expiration(Date.from(issuedAt.plus(lifetime)))
        .claim("groups", List.copyOf(groups))
        .claim("roles", List.copyOf(roles))
        .signWith(Keys.hmacShaKeyFor(SECRET.getBytes(UTF_8)), Jwts.SIG.HS256)
        .compact();
  }
}
