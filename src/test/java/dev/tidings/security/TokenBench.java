package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the tests of tokens share: one verifier that trusts the host application. */
abstract class TokenBench {
  static final Instant NOW = Instant.parse("2026-11-21T10:30:00.250Z");
  static final Account ALICE = new Account("alice", "", Set.of("500"), Set.of(Role.PUBLISHER));

  final MutableClock clock = new MutableClock(NOW);
  final Tokens tokens =
      tokens(List.of(Host.pem(Host.RSA.getPublic()), Host.pem(Host.EC.getPublic())));

  Tokens tokens(List<String> publicKeys) {
    return new Tokens(
        new JwtSettings(Host.SECRET, null, publicKeys, Duration.ofSeconds(30)),
        new SessionSettings(Duration.ofHours(12)),
        new InstallationSettings("target", false),
        clock);
  }

  Caller accepted(String token) {
    assertThat(tokens.verify(token)).isInstanceOf(Accepted.class);
    return ((Accepted) tokens.verify(token)).caller();
  }

  Refusal refused(String token) {
    assertThat(tokens.verify(token)).isInstanceOf(Refusal.class);
    return (Refusal) tokens.verify(token);
  }

  String signed(JwtBuilder claims) {
    return claims.signWith(Host.KEY, Jwts.SIG.HS256).compact();
  }

  JwtBuilder claims() {
    return Host.claims("alice", NOW);
  }
}
