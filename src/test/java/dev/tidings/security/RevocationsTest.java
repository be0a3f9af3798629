package dev.tidings.security;

import static dev.tidings.security.Refused.assertRefused;
import static dev.tidings.security.Requests.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.log.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

@SecuritySlice
class RevocationsTest {
  @Autowired MockMvcTester mvc;
  @Autowired MutableClock clock;
  @Autowired Revocations revocations;
  @Autowired RevocationTable table;
  @Autowired EventLog log;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  Caller caller(String user, String tokenId, @Nullable Instant issuedAt) {
    Instant now = clock.instant();
    return new Caller(
        user, Set.of(), Set.of(), List.of(), tokenId, issuedAt, now.plus(Duration.ofDays(1)));
  }

  /** What another server, or this one after a restart, starts from. */
  Revocations restarted() {
    return new Revocations(
        table,
        log,
        clock,
        new SessionSettings(Duration.ofHours(12)),
        new JwtSettings(null, null, List.of(), Duration.ofSeconds(30)));
  }

  String lastPayload() {
    return jdbc.sql("select payload from event_log order by seq desc fetch first 1 rows only")
        .query(String.class)
        .single();
  }

  @Test
  void aRevokedTokenIsRefused() {
    String token = Host.token("hans", clock.instant());
    String other = Host.token("hans", clock.instant());
    mvc.delete().uri("/api/v1/session").with(bearer(token)).exchange();

    assertRefused(
        mvc.get().uri("/api/v1/me/counts").with(bearer(token)).exchange(), 401, "token-revoked");
    assertThat(mvc.get().uri("/api/v1/me/counts").with(bearer(other))).hasStatusOk();
  }

  @Test
  void theLogTellsTheOtherServersWhichToken() {
    Caller ida = caller("ida", "token-1", null);
    Revocations elsewhere = restarted();
    revocations.revokeToken(ida);

    assertThat(lastPayload())
        .startsWith("{\"type\":\"revoked\",\"jti\":\"token-1\",\"until\":\"2026-");
    assertThat(
            jdbc.sql("select audience from event_log order by seq desc fetch first 1 rows only")
                .query(String.class)
                .single())
        .isEqualTo("user:ida");
    assertThat(elsewhere.isRevoked(ida)).isFalse();
    assertThat(elsewhere.apply(lastPayload())).matches(revocation -> revocation.matches(ida));
    assertThat(elsewhere.isRevoked(ida)).isTrue();
    assertThat(elsewhere.isRevoked(caller("ida", "token-2", null))).isFalse();
  }

  @Test
  void allTokensOfAUserCanBeRevokedUpToNow() {
    Instant now = clock.instant();
    Caller old = caller("jana", "1", now.minusSeconds(5));
    Caller undated = caller("jana", "2", null);
    Caller fresh = caller("jana", "3", now.plusSeconds(1));
    Revocation revocation = revocations.revokeUser("jana");

    assertThat(lastPayload())
        .isEqualTo(
            "{\"type\":\"revoked\",\"user\":\"jana\",\"issuedBefore\":\"%s\"}".formatted(now));
    for (Revocations server : List.of(revocations, restarted())) {
      assertThat(server.isRevoked(old)).isTrue();
      assertThat(server.isRevoked(undated)).isTrue();
      assertThat(server.isRevoked(fresh)).isFalse();
      assertThat(server.isRevoked(caller("other", "1", now))).isFalse();
    }
    assertThat(revocation.covers("9", "jana", now)).isTrue();
    assertThat(revocation.covers("9", "jana", now.plusSeconds(1))).isFalse();
  }

  @Test
  void whoLogsInAgainWithinTheSameSecondIsNotTakenForAnOldToken() {
    for (int i = 0; i < 3; i++) {
      String token = Requests.token(Requests.logIn(mvc, "carol", "carol"));
      assertThat(mvc.get().uri("/api/v1/session").with(bearer(token))).hasStatusOk();
      revocations.revokeUser("carol");
      assertRefused(
          mvc.get().uri("/api/v1/session").with(bearer(token)).exchange(), 401, "token-revoked");
    }
    clock.advance(Duration.ofSeconds(5));
  }

  @Test
  void aTokenKnownByItsIdOnlyCanBeRevoked() {
    revocations.revokeToken("stolen", null);

    for (Revocations server : List.of(revocations, restarted())) {
      assertThat(server.isRevoked(caller("anybody", "stolen", null))).isTrue();
    }
    assertThat(lastPayload()).isEqualTo("{\"type\":\"revoked\",\"jti\":\"stolen\"}");
  }

  @Test
  void itIsForgottenOnceTheTokenAndItsRenewalsHaveExpiredIfItIsKnownWhen() {
    Instant now = clock.instant();
    Revocation soon = revocations.revokeToken("soon-over", now.plusSeconds(60));
    Revocation late = revocations.revokeToken("late-over", now.plus(Duration.ofDays(400)));

    assertThat(soon.until()).isEqualTo(now.plus(Duration.ofHours(12)).plusSeconds(90));
    assertThat(late.until()).isEqualTo(now.plus(Duration.ofDays(400)).plusSeconds(90));
    assertThat(restarted().isRevoked(caller("anybody", "soon-over", null))).isTrue();
    clock.advance(Duration.ofHours(13));
    assertThat(restarted().isRevoked(caller("anybody", "soon-over", null))).isFalse();
    assertThat(restarted().isRevoked(caller("anybody", "late-over", null))).isTrue();
  }

  @Test
  void theRowAndTheLogEntryAreOfOneTransaction() {
    Caller karl = caller("karl", "token-karl", null);
    String before = lastPayloadOrNone();
    transaction.executeWithoutResult(
        status -> {
          revocations.revokeToken(karl);
          status.setRollbackOnly();
        });

    assertThat(revocations.isRevoked(karl)).isFalse();
    assertThat(restarted().isRevoked(karl)).isFalse();
    assertThat(lastPayloadOrNone()).isEqualTo(before);
  }

  String lastPayloadOrNone() {
    return jdbc.sql("select payload from event_log order by seq desc fetch first 1 rows only")
        .query(String.class)
        .optional()
        .orElse("none");
  }

  @Test
  void whatIsRevokedInATransactionIsRevokedWhenItCommits() {
    Caller lena = caller("lena", "token-lena", null);
    transaction.executeWithoutResult(
        status -> {
          revocations.revokeToken(lena);
          assertThat(revocations.isRevoked(lena)).isFalse();
        });

    assertThat(revocations.isRevoked(lena)).isTrue();
  }

  @Test
  void aRevocationIsForgottenWhenTheTokenAndItsRenewalsHaveExpired() {
    Caller mara = caller("mara", "token-mara", null);
    revocations.revokeToken(mara);
    clock.advance(Duration.ofDays(1));
    revocations.revokeUser("other-1");
    assertThat(revocations.isRevoked(mara)).isTrue();
    assertThat(restarted().isRevoked(mara)).isTrue();

    clock.advance(Duration.ofMinutes(2));
    revocations.revokeUser("other-2");
    assertThat(revocations.isRevoked(mara)).isFalse();
    assertThat(count("token_id = 'token-mara'")).isZero();
  }

  @Test
  void thereIsOneRowForEachUser() {
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      revocations.revokeUser("nora");
    }

    assertThat(count("username = 'nora'")).isEqualTo(1);
  }

  long count(String condition) {
    return jdbc.sql("select count(*) from revocation where " + condition)
        .query(Long.class)
        .single();
  }

  @Test
  void anOldEntryDoesNotUndoANewerOne() {
    revocations.revokeUser("olga");
    String old = lastPayload();
    clock.advance(Duration.ofMinutes(1));
    Instant between = clock.instant().minusSeconds(1);
    revocations.revokeUser("olga");
    revocations.apply(old);

    assertThat(revocations.isRevoked(caller("olga", "1", between))).isTrue();
  }

  @Test
  void otherControlEntriesAreNoRevocations() {
    for (String payload :
        List.of(
            "",
            "{}",
            "[]",
            "null",
            "{\"type\":\"disconnect\",\"user\":\"alice\"}",
            "{\"type\":\"revoked\"}",
            "{\"type\":\"revoked\",\"user\":\"alice\"}",
            "{\"type\":\"revoked\",\"user\":\"alice\",\"issuedBefore\":\"yesterday\"}")) {
      assertThat(revocations.apply(payload)).as(payload).isNull();
    }
  }

  @Test
  void anEntryOfALaterVersionIsUnderstoodAsFarAsPossible() {
    assertThat(revocations.apply("{\"type\":\"revoked\",\"jti\":\"later\",\"why\":\"theft\"}"))
        .isEqualTo(new Revocation("later", null, null, null));
  }
}
