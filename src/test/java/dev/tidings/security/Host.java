package dev.tidings.security;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The host application of the tests: signs tokens for its own users. */
final class Host {
  static final String SECRET = "a secret that the host application shares";
  static final SecretKey KEY =
      new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  static final KeyPair RSA = Jwts.SIG.RS256.keyPair().build();
  static final KeyPair EC = Jwts.SIG.ES256.keyPair().build();

  private Host() {}

  /** Claims of a plain user of group 500, for an hour. */
  static JwtBuilder claims(String user, Instant now) {
    return Jwts.builder()
        .subject(user)
        .id(RandomText.ofBytes(8))
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plusSeconds(3600)))
        .claim("groups", List.of("500"));
  }

  static String token(String user, Instant now, String... roles) {
    return claims(user, now).claim("roles", List.of(roles)).signWith(KEY, Jwts.SIG.HS256).compact();
  }

  static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }
}
