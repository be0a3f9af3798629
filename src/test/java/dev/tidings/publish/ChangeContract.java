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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

abstract class ChangeContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String group = Fresh.name("group");
  private final String category = Fresh.name("category");

  ChangeContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  private JsonNode lastPayload(String id) {
    return new JsonMapper()
        .readTree(
            tidings
                .jdbc()
                .sql("select payload from event_log where notice_id = ? order by seq desc limit 1")
                .param(UUID.fromString(id))
                .query(String.class)
                .single());
  }

  /** The notices in a recipient's inbox, without what the recipient did with them. */
  private List<JsonNode> inbox() {
    return tidings
        .as(Tokens.user("u", List.of(group)))
        .get("/api/v1/me/notices?category=" + category)
        .is(200)
        .json()
        .path("items")
        .valueStream()
        .<JsonNode>map(item -> ((ObjectNode) item).remove(List.of("read", "archived", "muted")))
        .toList();
  }

  @Test
  void whatAPatchNamesIsReplacedAndNullRemovesAField() {
    Answer posted =
        admin
            .post(
                Draft.to("group:" + group)
                    .with("category", category)
                    .with("body", "old")
                    .with("link", "/old"))
            .is(201);
    String location = posted.header("Location");

    Answer changed = admin.patch(location, "{\"title\":\"new\",\"link\":null}").is(200);

    assertThat(changed.text("title")).isEqualTo("new");
    assertThat(changed.text("body")).isEqualTo("old");
    assertThat(changed.json().has("link")).isFalse();
    assertThat(changed.text("revision")).isEqualTo("2");
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(changed.text("eventId")).isEqualTo(posted.text("eventId"));
    assertThat(admin.get(location).json()).isEqualTo(changed.json());
    assertThat(lastPayload(posted.text("id")).path("title").asString()).isEqualTo("new");
    assertThat(inbox().getFirst()).isEqualTo(lastPayload(posted.text("id")));
  }

  @Test
  void renotifyMovesItToTheTop() {
    Answer first = admin.post(Draft.to("group:" + group).with("category", category)).is(201);
    Answer second = admin.post(Draft.to("group:" + group).with("category", category)).is(201);

    Answer renewed = admin.patch(first.header("Location"), "{\"renotify\":true}").is(200);

    assertThat(renewed.text("eventId")).isEqualTo(tidings.head());
    assertThat(inbox().stream().map(n -> n.path("id").asString()))
        .containsExactly(first.text("id"), second.text("id"));
    assertThat(inbox().getFirst()).isEqualTo(lastPayload(first.text("id")));
  }
}
