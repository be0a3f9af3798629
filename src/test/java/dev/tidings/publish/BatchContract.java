package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.notice.EventId;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.PublisherToken;
import dev.tidings.testing.RunningTidings;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

abstract class BatchContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String title = Fresh.name("title");
  private final String draft = Draft.to("group:g").with("title", title).json();

  BatchContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  private static Answer post(Api caller, String body) {
    return caller.send(
        caller
            .request("/api/v1/notices/batch")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static Answer post(Api caller, List<String> items) {
    return post(caller, "[" + String.join(",", items) + "]").is(207);
  }

  @Test
  void itemsArePostedInOrder() {
    Answer answer = post(admin, Collections.nCopies(100, draft));
    List<Long> numbers =
        answer
            .json()
            .path("results")
            .valueStream()
            .map(result -> result.at("/notice/eventId").asString())
            .map(id -> EventId.parse(id).seq())
            .toList();
    long first = numbers.getFirst();
    assertThat(numbers).isEqualTo(LongStream.range(first, first + 100).boxed().toList());
    assertThat(answer.json().at("/results/0").propertyNames()).containsExactly("status", "notice");
    assertThat(answer.json().at("/results/0/status").asInt()).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(tidings.stored(title)).isEqualTo(100);
  }

  @Test
  void aRefusedItemIsToldOfAndTheOthersGoOn() {
    Answer answer =
        post(
            admin,
            List.of(
                draft,
                "{\"title\":\"\",\"audience\":[\"all\"]}",
                "{\"title\":\"t\",\"audience\":[\"all\"],\"colour\":1}",
                "{\"title\":{},\"audience\":[\"all\"]}",
                "7",
                "{\"idempotencyKey\":\"a b\",\"title\":\"t\",\"audience\":[\"all\"]}",
                draft));
    var results = answer.json().path("results");
    assertThat(results.valueStream().map(result -> result.path("status").asInt()))
        .containsExactly(201, 400, 400, 400, 400, 400, 201);
    assertThat(results.at("/1/problem/field").asString()).isEqualTo("title");
    assertThat(results.at("/1/problem/code").asString()).isEqualTo("invalid-value");
    assertThat(results.at("/1").has("notice")).isFalse();
    assertThat(results.at("/2/problem/detail").asString()).isEqualTo("colour is not a known field");
    assertThat(results.at("/3/problem/detail").asString()).isEqualTo("title must be a string");
    assertThat(results.at("/4/problem/detail").asString()).isEqualTo("item must be a JSON object");
    assertThat(results.at("/5/problem/field").asString()).isEqualTo("idempotencyKey");
    assertThat(tidings.stored(title)).isEqualTo(2);
  }

  @Test
  void eachItemHasItsOwnIdempotencyKey() {
    String key = Fresh.name("key");
    String keyed = Draft.to("group:g").with("title", title).with("idempotencyKey", key).json();
    Answer first = post(admin, List.of(keyed, keyed, draft));
    assertThat(first.json().at("/results/0").has("replayed")).isFalse();
    assertThat(first.json().at("/results/1/replayed").asBoolean()).isTrue();
    assertThat(first.json().at("/results/1/notice"))
        .isEqualTo(first.json().at("/results/0/notice"));
    assertThat(tidings.stored(title)).isEqualTo(2);

    Answer alone = admin.post(draft, key).is(201);
    assertThat(alone.header("Idempotency-Replayed")).isEqualTo("true");
    String other = Draft.to("group:h").with("idempotencyKey", key).json();
    assertThat(post(admin, List.of(other)).json().at("/results/0/problem/code").asString())
        .isEqualTo("idempotency-mismatch");
  }

  @Test
  void aPublisherPostsWhatIsCovered() {
    Api publisher = tidings.as(PublisherToken.of("pia", "group:g"));
    String forbidden = Draft.to("group:g", "all").with("title", title).json();
    Answer answer = post(publisher, List.of(forbidden, draft));
    assertThat(answer.json().at("/results/0/problem/code").asString())
        .isEqualTo("audience-forbidden");
    assertThat(answer.json().at("/results/1/status").asInt()).isEqualTo(201);
    assertThat(tidings.stored(title)).isEqualTo(1);
  }

  @Test
  void whatIsNoBatchIsRefusedAsAWhole() {
    String limit = "must be an array of 1 to 100 notices";
    post(admin, "{}").refused("body", limit);
    post(admin, "[]").refused("body", limit);
    post(admin, "[" + "1,".repeat(100) + "1]").refused("body", limit);
    post(admin, "[").refused(400, "malformed-json");
    post(admin, "").refused(400, "body-missing");
    Api user = tidings.as(Tokens.user("uma", List.of("g")));
    post(user, "[" + draft + "]").refused(403, "forbidden");
  }

  @Test
  void aBatchMayBeLargerThanANotice() {
    String large = Draft.to("group:g").with("title", title).with("body", "x".repeat(10_000)).json();
    post(admin, Collections.nCopies(100, large)).is(207);
    String tooLarge = "[" + draft + " ".repeat(2 * 1024 * 1024) + "]";
    post(admin, tooLarge).refused(413, "too-large");
  }
}
