package dev.tidings.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

abstract class ExportContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String name = Fresh.name("exported");
  private final Api person;

  ExportContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
    person = tidings.as(Tokens.admin(name));
  }

  @Test
  void aPersonGetsWhatIsKeptAboutThem() {
    Answer mine =
        admin
            .post(Draft.to("user:" + name).with("title", "for you").with("body", "\"text\""))
            .is(201);
    admin.post(Draft.to("user:somebody-else").with("title", "not for you")).is(201);
    Answer posted = person.post(Draft.to("user:x").json(), "key-of-" + name).is(201);
    person.get("/api/v1/me/notices").is(200);
    person
        .send(
            person.request("/api/v1/me/notices/" + mine.text("id") + "/archive").POST(Api.body("")))
        .is(204);

    Answer export = person.get("/api/v1/me/export").is(200);
    assertThat(export.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"tidings-" + name + ".json\"");
    assertThat(export.header("Cache-Control")).isEqualTo("no-store");
    JsonNode kept = export.json();
    assertThat(kept.path("user").asString()).isEqualTo(name);
    assertThat(kept.at("/notices").findValuesAsString("title")).containsExactly("for you");
    assertThat(kept.at("/notices/0/body").asString()).isEqualTo("\"text\"");
    assertThat(kept.at("/marks/0/notice").asString()).isEqualTo(mine.text("id"));
    assertThat(kept.at("/marks/0/archived").asBoolean()).isTrue();
    assertThat(kept.at("/inbox").has("readUpTo")).isTrue();
    assertThat(kept.at("/posted/0/id").asString()).isEqualTo(posted.text("id"));
    assertThat(kept.at("/idempotencyKeys/0/key").asString()).isEqualTo("key-of-" + name);
    assertThat(kept.at("/audit/0/action").asString()).isEqualTo("notice-posted");
    assertThat(kept.at("/audit/0/by").asBoolean()).isTrue();
    assertThat(kept.at("/revocations")).isEmpty();
    assertThat(kept.has("account")).isFalse();
  }

  @Test
  void anAdminGetsTheSameAndTheAuditKnows() {
    admin.post(Draft.to("user:" + name)).is(201);
    Answer export = admin.get("/api/v1/users/" + name + "/export").is(200);

    assertThat(export.json().path("notices")).hasSize(1);
    Answer audit = admin.get("/api/v1/admin/audit?subject=user:" + name);
    assertThat(audit.json().at("/items/0/action").asString()).isEqualTo("user-exported");
    assertThat(person.get("/api/v1/me/export").json().at("/audit/0/by").asBoolean()).isFalse();
  }

  @Test
  void anAccountIsPartOfItButNotItsPassword() {
    tidings
        .jdbc()
        .sql(
            "insert into account (username, password_hash, group_ids, role_names, created_at)"
                + " values (?, 'secret hash', '500 600', 'ADMIN', current_timestamp)")
        .param(name)
        .update();

    Answer export = admin.get("/api/v1/users/" + name + "/export").is(200);
    assertThat(export.json().at("/account/groups").toString()).isEqualTo("[\"500\",\"600\"]");
    assertThat(export.body()).doesNotContain("secret hash");
  }

  @Test
  void longListsAreComplete() {
    for (int i = 0; i < 205; i++) {
      admin.post(Draft.to("user:" + name).with("title", "title " + i)).is(201);
    }
    assertThat(person.get("/api/v1/me/export").json().path("notices").findValuesAsString("title"))
        .hasSize(205)
        .doesNotHaveDuplicates();
  }

  @Test
  void nobodyGetsWhatIsKeptAboutOthers() {
    Api user = tidings.as(Tokens.user(name, List.of()));
    user.get("/api/v1/users/" + name + "/export").refused(403, "forbidden");
  }
}
