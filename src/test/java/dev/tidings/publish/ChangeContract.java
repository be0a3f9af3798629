package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.PublisherToken;
import dev.tidings.testing.RunningTidings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
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

  private Draft draft() {
    return Draft.to("group:" + group).with("category", category);
  }

  private Answer post() {
    return admin.post(draft()).is(201);
  }

  private Answer patch(Answer notice, String patch) {
    return admin.patch(notice.header("Location"), patch);
  }

  private NoticeHistory history(Answer notice) {
    return NoticeHistory.of(tidings, notice.text("id"));
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
    Answer posted = admin.post(draft().with("body", "old").with("link", "/old")).is(201);

    Answer changed = patch(posted, "{\"title\":\"new\",\"link\":null}").is(200);

    assertThat(changed.text("title")).isEqualTo("new");
    assertThat(changed.text("body")).isEqualTo("old");
    assertThat(changed.json().has("link")).isFalse();
    assertThat(changed.text("revision")).isEqualTo("2");
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(changed.header("Cache-Control")).isEqualTo("no-store");
    assertThat(changed.text("eventId")).isEqualTo(posted.text("eventId"));
    assertThat(changed.text("publishedAt")).isEqualTo(posted.text("publishedAt"));
    assertThat(admin.get(posted.header("Location")).json()).isEqualTo(changed.json());
    assertThat(history(posted).kinds()).containsExactly("notice", "notice-updated");
    assertThat(history(posted).last().path("title").asString()).isEqualTo("new");
    assertThat(inbox()).containsExactly(history(posted).last());
  }

  @Test
  void nullBringsADefaultBack() {
    Answer posted =
        admin
            .post(draft().with("body", "old").with("severity", "CRITICAL").with("data", Map.of()))
            .is(201);
    Answer changed =
        patch(posted, "{\"category\":null,\"severity\":null,\"body\":null,\"data\":null}").is(200);
    assertThat(changed.text("category")).isEqualTo("notice");
    assertThat(changed.text("severity")).isEqualTo("INFO");
    assertThat(changed.text("body")).isEmpty();
    assertThat(changed.json().has("data")).isFalse();
  }

  @Test
  void theFieldsOfDataAreMergedAndItsNumbersStayAsTheyAre() {
    String data = "{\"a\":{\"b\":1.10,\"c\":[1,{\"x\":null}]},\"d\":1E+400,\"e\":null}";
    Answer posted =
        admin
            .post(
                "{\"title\":\"t\",\"audience\":[\"group:%s\"],\"data\":%s}".formatted(group, data))
            .is(201);
    assertThat(patch(posted, "{\"body\":\"b\"}").is(200).body()).contains("\"data\":" + data);

    Answer merged =
        patch(posted, "{\"data\":{\"a\":{\"b\":null,\"f\":{\"g\":null}},\"d\":2}}").is(200);
    assertThat(merged.body())
        .contains("\"data\":{\"a\":{\"c\":[1,{\"x\":null}],\"f\":{}},\"d\":2,\"e\":null}");
    assertThat(patch(posted, "{\"data\":{\"a\":null,\"d\":null}}").is(200).body())
        .contains("\"data\":{\"e\":null}");
  }

  @Test
  void whatLeavesItAsItIsMakesNoEvent() {
    Answer posted = admin.post(draft().with("data", Map.of("n", 1))).is(201);
    Answer same =
        patch(
                posted,
                "{\"title\":\"a title\",\"body\":null,\"data\":{\"n\":1,\"m\":null},"
                    + "\"renotify\":false,\"audience\":[\"group:%s\"]}".formatted(group))
            .is(200);
    assertThat(same.json()).isEqualTo(posted.json());
    assertThat(patch(posted, "{}").is(200).json()).isEqualTo(posted.json());
    assertThat(history(posted).kinds()).containsExactly("notice");
  }

  @Test
  void aPatchThatBreaksARuleIsNamedAndChangesNothing() {
    Answer posted = post();
    patch(posted, "{\"colour\":null}").refused("colour", "is not a known field");
    patch(posted, "{\"id\":\"x\"}").refused("id", "is not a known field");
    patch(posted, "{\"title\":7}").refused("title", "must be a string");
    patch(posted, "{\"severity\":\"HIGH\"}")
        .refused("severity", "must be one of INFO, WARNING, CRITICAL");
    patch(posted, "{\"title\":null}")
        .refused("title", "must have 1 to 200 characters that are not all blank");
    patch(posted, "{\"audience\":null}").refused("audience", "must have 1 to 1,000 audience keys");
    patch(posted, "{\"renotify\":1}").refused("renotify", "must be true or false");
    patch(posted, "{\"expiresAt\":\"2020-01-01T00:00:00Z\"}")
        .refused("expiresAt", "must be in the future");
    patch(posted, "[]").refused("body", "must be a JSON object");
    patch(posted, "").refused(400, "body-missing");
    patch(posted, "{").refused(400, "malformed-json");
    admin
        .send(
            admin.patching(posted.header("Location"), "{}").setHeader("Content-Type", "text/html"))
        .refused(415, "unsupported-media-type");
    assertThat(admin.get(posted.header("Location")).json()).isEqualTo(posted.json());
  }

  @Test
  void plainJsonIsTakenForAMergePatchToo() {
    Answer posted = post();
    admin
        .send(
            admin
                .patching(posted.header("Location"), "{\"body\":\"b\"}")
                .setHeader("Content-Type", "application/json"))
        .is(200);
  }

  @Test
  void aChangeIsForTheRevisionThatItsSenderHasSeen() {
    Answer posted = post();
    String location = posted.header("Location");
    assertThat(ifMatch(location, "\"1\"").is(200).header("ETag")).isEqualTo("\"2\"");
    for (String stale : List.of("\"1\"", "W/\"2\"", "\"1\", \"3\"", "\"x\"")) {
      Answer refused = ifMatch(location, stale).refused(412, "stale-revision");
      assertThat(refused.json().path("revision").asInt()).isEqualTo(2);
    }
    ifMatch(location, "\"1\", \"2\"").is(200);
    ifMatch(location, "*").is(200);
    ifMatch(location, "4").refused(400, "invalid-value");
    assertThat(patch(posted, "{\"body\":\"last\"}").is(200).text("revision")).isEqualTo("5");
    ifMatch("/api/v1/notices/01a200b5-a98a-725e-a273-d5edb1923892", "*").refused(404, "not-found");
  }

  private Answer ifMatch(String location, String tags) {
    String patch = "{\"body\":\"" + Fresh.name("body") + "\"}";
    return admin.send(admin.patching(location, patch).header("If-Match", tags));
  }

  @Test
  void whoHasTheNewestRevisionIsNotSentItAgain() {
    Answer posted = post();
    var again = admin.request(posted.header("Location")).GET();
    assertThat(admin.send(again.setHeader("If-None-Match", "\"1\"")).is(304).body()).isEmpty();
    assertThat(admin.send(again.setHeader("If-None-Match", "W/\"1\"")).is(304).header("ETag"))
        .isEqualTo("\"1\"");
    patch(posted, "{\"body\":\"b\"}").is(200);
    admin.send(again.setHeader("If-None-Match", "\"1\"")).is(200);
  }

  @Test
  void renotifyMovesItToTheTopAndTellsItsNewEvent() {
    Answer first = post();
    Answer second = post();

    Answer renewed = patch(first, "{\"renotify\":true}").is(200);

    assertThat(renewed.text("eventId")).isEqualTo(tidings.head());
    assertThat(Instant.parse(renewed.text("publishedAt")))
        .isAfter(Instant.parse(second.text("publishedAt")));
    assertThat(renewed.text("revision")).isEqualTo("2");
    assertThat(inbox())
        .containsExactly(history(first).last(), history(second).last())
        .element(0)
        .extracting(item -> item.path("eventId").asString())
        .isEqualTo(renewed.text("eventId"));
    assertThat(history(first).kinds()).containsExactly("notice", "notice-updated");
  }

  @Test
  void theAudienceAndTheTimeOfANoticeThatIsOutAreFixed() {
    String past = "2020-01-01T00:00:00Z";
    Answer posted = admin.post(Draft.to("user:a", "user:b").with("publishAt", past)).is(201);
    patch(posted, "{\"audience\":[\"user:a\"]}").refused(409, "audience-fixed");
    patch(posted, "{\"audience\":[\"user:a\",\"user:b\",\"all\"]}").refused(409, "audience-fixed");
    patch(posted, "{\"publishAt\":\"2020-01-01T00:00:01Z\"}").refused(409, "already-published");
    patch(posted, "{\"publishAt\":null}").refused(409, "already-published");
    Answer changed =
        patch(
                posted,
                "{\"audience\":[\"user:b\",\"user:a\"],\"publishAt\":\"2020-01-01T01:00:00+01:00\","
                    + "\"body\":\"b\"}")
            .is(200);
    assertThat(changed.json().path("audience")).hasToString("[\"user:a\",\"user:b\"]");
  }

  @Test
  void anExpiredNoticeThatIsExtendedComesBackWhereItWas() {
    String later = Instant.now().plusSeconds(3600).toString();
    Answer first = admin.post(draft().with("expiresAt", later)).is(201);
    Answer second = post();
    tidings.expire(first.text("id"));

    Answer corrected = patch(first, "{\"body\":\"b\"}").is(200);
    assertThat(corrected.text("status")).isEqualTo("EXPIRED");
    assertThat(inbox()).containsExactly(history(second).last());

    Answer extended = patch(first, "{\"expiresAt\":\"" + later + "\"}").is(200);
    assertThat(extended.text("status")).isEqualTo("PUBLISHED");
    assertThat(extended.text("eventId")).isEqualTo(first.text("eventId"));
    assertThat(inbox()).containsExactly(history(second).last(), history(first).last());

    tidings.expire(first.text("id"));
    patch(first, "{\"expiresAt\":null,\"renotify\":true}").is(200);
    assertThat(inbox()).containsExactly(history(first).last(), history(second).last());
    assertThat(history(first).kinds()).hasSize(4);
  }

  @Test
  void onlyThoseWhoMayAddressItsWholeAudienceChangeIt() {
    Answer posted = admin.post(Draft.to("group:" + group, "user:a")).is(201);
    String location = posted.header("Location");
    Api partly = tidings.as(PublisherToken.of("pia", "group:" + group));
    partly.patch(location, "{\"body\":\"b\"}").refused(404, "not-found");
    Api wholly = tidings.as(PublisherToken.of("pia", "group:*", "user:a"));
    assertThat(wholly.patch(location, "{\"body\":\"b\"}").is(200).text("createdBy"))
        .isEqualTo("olga");
    tidings
        .as(Tokens.user("uma", List.of(group)))
        .patch(location, "{\"body\":\"b\"}")
        .refused(403, "forbidden");
    admin.patch("/api/v1/notices/x", "{}").refused(404, "not-found");
  }

  @Test
  void theAuditKeepsWhatItSaidBefore() {
    Answer posted = post();
    patch(posted, "{\"title\":\"new\",\"renotify\":true}").is(200);
    JsonNode entries =
        admin
            .get("/api/v1/admin/audit?subject=notice:" + posted.text("id"))
            .is(200)
            .json()
            .path("items");
    assertThat(entries.valueStream().map(entry -> entry.path("action").asString()))
        .containsExactly("notice-changed", "notice-posted");
    assertThat(entries.at("/0/actor").asString()).isEqualTo("olga");
    assertThat(entries.at("/0/details"))
        .hasToString("{\"fields\":[\"title\"],\"renotify\":true,\"revision\":2}");
    assertThat(entries.at("/0/notice/title").asString()).isEqualTo("a title");
    assertThat(entries.at("/1/details")).hasToString("{\"audienceKeys\":1,\"scheduled\":false}");
  }
}
