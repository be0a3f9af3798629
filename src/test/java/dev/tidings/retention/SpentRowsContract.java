package dev.tidings.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class SpentRowsContract {
  private final RunningTidings tidings;
  private final Retention retention;
  private final Api admin;
  private final String name = Fresh.name("user");

  SpentRowsContract(Database database) {
    tidings = RunningTidings.on(database);
    retention = tidings.part(Retention.class);
    admin = tidings.as(Tokens.admin("olga"));
  }

  @Test
  void whatHasServedItsTimeGoes() throws Exception {
    String old = Fresh.name("key");
    String young = Fresh.name("key");
    admin.post(Draft.to("user:" + name).json(), old).is(201);
    admin.post(Draft.to("user:" + name).json(), young).is(201);
    tidings
        .jdbc()
        .sql("update idempotency_key set created_at = ? where idem_key = ?")
        .param(Instant.now().minus(Duration.ofDays(8)).atOffset(ZoneOffset.UTC))
        .param(old)
        .update();
    String hash = Fresh.name("hash");
    tidings
        .jdbc()
        .sql("insert into stream_ticket (ticket_hash, caller, expires_at) values (?, '{}', ?)")
        .param(hash)
        .param(Instant.now().minus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC))
        .update();
    revocation("ended-" + name, Duration.ofHours(2));
    revocation("lasting-" + name, Duration.ofHours(-2));
    retention.round();

    assertThat(tidings.rows("idempotency_key", "idem_key = ?", old)).isZero();
    assertThat(tidings.rows("idempotency_key", "idem_key = ?", young)).isEqualTo(1);
    assertThat(tidings.rows("stream_ticket", "ticket_hash = ?", hash)).isZero();
    assertThat(tidings.rows("revocation", "token_id = ?", "ended-" + name)).isZero();
    assertThat(tidings.rows("revocation", "token_id = ?", "lasting-" + name)).isEqualTo(1);
  }

  private void revocation(String jti, Duration endedAgo) {
    tidings
        .jdbc()
        .sql("insert into revocation (id, token_id, forget_at) values (?, ?, ?)")
        .param(UUID.randomUUID())
        .param(jti)
        .param(Instant.now().minus(endedAgo).atOffset(ZoneOffset.UTC))
        .update();
  }

  @Test
  void aTokenThatIsKnownByItsIdOnlyIsForgottenWhenItHasExpired() throws Exception {
    revoke("{\"jti\":\"known-%s\",\"expiresAt\":\"2026-01-01T00:00:00Z\"}");
    revoke("{\"jti\":\"unknown-%s\"}");
    for (String jti : new String[] {"known-", "unknown-"}) {
      tidings
          .jdbc()
          .sql(
              "update revocation set forget_at = forget_at - interval '14' hour where token_id = ?")
          .param(jti + name)
          .update();
    }
    retention.round();

    assertThat(tidings.rows("revocation", "token_id = ?", "known-" + name)).isZero();
    assertThat(tidings.rows("revocation", "token_id = ?", "unknown-" + name)).isEqualTo(1);
    admin
        .send(revocation("{\"user\":\"%s\",\"expiresAt\":\"2026-01-01T00:00:00Z\"}"))
        .refused("expiresAt", "must be given with jti only");
  }

  private void revoke(String body) {
    admin.send(revocation(body)).is(201);
  }

  private HttpRequest.Builder revocation(String body) {
    return admin.json("/api/v1/admin/revocations").POST(Api.body(body.formatted(name)));
  }
}
