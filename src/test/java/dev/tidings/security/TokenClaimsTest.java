package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest extends TokenBench {
  @Test
  void aTokenThatNeverExpiresIsRefused() {
    assertThat(refused(signed(Jwts.builder().subject("alice"))).detail()).contains("exp");
    assertThat(refused(signed(claims().expiration(new Date(Long.MAX_VALUE)))).code())
        .isEqualTo("token-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "user:alice", "älice", "alice\n", "\u0000"})
  void aUserOutsideTheAlphabetOfIdsIsRefused(String user) {
    String payload =
        "{\"sub\":%s,\"exp\":1900000000}"
            .formatted(
                io.jsonwebtoken.lang.Strings.hasText(user)
                    ? "\"" + user.replace("\n", "\\n").replace("\u0000", "\\u0000") + "\""
                    : "\"\"");

    assertThat(refused(signed(Jwts.builder().content(payload))).code()).isEqualTo("token-invalid");
  }

  @Test
  void aTokenMayHold200Groups() {
    var groups = IntStream.range(0, 200).mapToObj(Integer::toString).toList();

    assertThat(accepted(signed(claims().claim("groups", groups))).groups()).hasSize(200);
  }

  @Test
  void aTokenWith201GroupsIsRefused() {
    var groups = IntStream.range(0, 201).mapToObj(Integer::toString).toList();

    assertThat(refused(signed(claims().claim("groups", groups))).detail())
        .contains("groups", "200");
  }

  @Test
  void groupsThatAreNoIdsAreRefused() {
    for (Object groups : List.of(List.of("a b"), List.of(500), "500", Map.of("500", true))) {
      assertThat(refused(signed(claims().claim("groups", groups))).detail()).contains("groups");
    }
  }

  @Test
  void rolesOfTheHostApplicationMeanNothing() {
    var roles = List.of("ROLE_USER", "admin", "PUBLISHER");

    assertThat(accepted(signed(claims().claim("roles", roles))).roles())
        .containsExactly(Role.PUBLISHER);
  }

  @Test
  void whatMayBeAddressedIsReadStrictly() {
    var good = List.of("*", "group:*", "user:*", "all", "group:500", "user:alice");

    assertThat(accepted(signed(claims().claim("publish", good))).publish()).isEqualTo(good);
    assertThat(refused(signed(claims().claim("publish", List.of("group:5*")))).detail())
        .contains("publish");
  }

  @Test
  void aTokenWithoutIdIsKnownByItsHash() {
    String token = signed(Host.claims("alice", NOW).id(null));

    assertThat(accepted(token).tokenId()).isEqualTo(Sha256.of(token)).hasSize(64);
  }

  @Test
  void claimsOfTheWrongTypeAreRefused() {
    for (String claims :
        List.of(
            "{\"sub\":\"alice\",\"exp\":\"soon\"}",
            "{\"sub\":\"alice\",\"exp\":1e300}",
            "{\"sub\":\"alice\",\"exp\":-1e300}",
            "{\"sub\":\"alice\",\"exp\":[1900000000]}",
            "{\"sub\":7,\"exp\":1900000000}",
            "{\"sub\":[\"alice\"],\"exp\":1900000000}",
            "{\"sub\":\"alice\",\"exp\":1900000000,\"jti\":{\"a\":1}}",
            "{\"sub\":\"alice\",\"exp\":1900000000,\"iat\":\"x\"}",
            "[]",
            "null",
            "7")) {
      assertThat(tokens.verify(signed(Jwts.builder().content(claims))))
          .as(claims)
          .isInstanceOf(Refusal.class);
    }
  }
}
