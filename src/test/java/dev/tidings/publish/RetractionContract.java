package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class RetractionContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String group = Fresh.name("group");
  private final String category = Fresh.name("category");
  private final String secret = Fresh.name("secret");

  RetractionContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  @Test
  void whatItSaidIsGoneEverywhere() {
    Answer posted =
        admin
            .post(
                Draft.to("group:" + group)
                    .with("category", category)
                    .with("title", secret)
                    .with("body", secret)
                    .with("link", "/" + secret)
                    .with("data", Map.of("k", secret)))
            .is(201);
    admin.patch(posted.header("Location"), "{\"title\":\"more " + secret + "\"}").is(200);

    Answer retracted = admin.retract(posted.header("Location")).is(200);

    assertThat(retracted.text("status")).isEqualTo("RETRACTED");
    assertThat(retracted.text("revision")).isEqualTo("3");
    assertThat(retracted.body()).doesNotContain(secret);
    assertThat(admin.retract(posted.header("Location")).is(200).json()).isEqualTo(retracted.json());
    var rows =
        tidings
            .jdbc()
            .sql("select kind, audience, payload from event_log where notice_id = ? order by seq")
            .param(UUID.fromString(posted.text("id")))
            .query((row, n) -> row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3))
            .list();
    assertThat(rows)
        .containsExactly(
            "void||",
            "void||",
            "notice-retracted|group:"
                + group
                + "|{\"id\":\""
                + posted.text("id")
                + "\",\"eventId\":\""
                + posted.text("eventId")
                + "\",\"revision\":3}");
    assertThat(
            tidings
                .as(Tokens.user("u", List.of(group)))
                .get("/api/v1/me/notices?category=" + category)
                .is(200)
                .body())
        .contains("\"items\":[]");
  }
}
