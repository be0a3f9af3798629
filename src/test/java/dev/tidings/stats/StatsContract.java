package dev.tidings.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.RawStream;
import dev.tidings.harness.Tokens;
import dev.tidings.notice.EventId;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.PublisherToken;
import dev.tidings.testing.RunningTidings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

abstract class StatsContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String ann = Fresh.name("ann");
  private final String ben = Fresh.name("ben");
  private final String group = Fresh.name("group");

  StatsContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  private Answer post(String... audience) {
    return admin.post(Draft.to(audience)).is(201);
  }

  private Api member(String user) {
    return tidings.as(Tokens.user(user, List.of(group)));
  }

  private JsonNode stats(Answer notice) {
    return admin.get("/api/v1/notices/" + notice.text("id") + "/stats").is(200).json();
  }

  private void act(String user, Answer notice, String action) {
    Api api = member(user);
    api.send(
            api.request("/api/v1/me/notices/" + notice.text("id") + "/" + action)
                .POST(Api.body("")))
        .is(204);
  }

  private void readUpTo(String user, String position) {
    Api api = member(user);
    api.send(api.json("/api/v1/me/notices/read").POST(Api.body("{\"upTo\":\"" + position + "\"}")))
        .is(204);
  }

  private void assertCount(Answer notice, String what, long count, boolean exact) {
    assertThat(stats(notice).path(what).toString())
        .as(what)
        .isEqualTo("{\"count\":%d,\"exact\":%s}".formatted(count, exact));
  }

  private void awaitCount(Answer notice, String what, long count, boolean exact) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertCount(notice, what, count, exact));
  }

  private RawStream open(String user) {
    var stream =
        RawStream.open(tidings.port(), "/api/v1/me/stream", Tokens.user(user, List.of(group)));
    stream.until("cursor");
    return stream;
  }

  @Test
  void aUserIsReachedOnceByHoweverManyStreams() {
    try (var one = open(ann);
        var two = open(ann);
        var other = open(ben)) {
      Answer notice = post("group:" + group);
      for (RawStream stream : List.of(one, two, other)) {
        stream.until("notice");
      }
      awaitCount(notice, "onlineReached", 2, false);
      admin.patch("/api/v1/notices/" + notice.text("id"), "{\"title\":\"other\"}").is(200);
      one.until("notice-updated");
      awaitCount(notice, "onlineReached", 2, false);
    }
  }

  @Test
  void whoComesBackOrPollsIsReachedToo() {
    String before = tidings.head();
    Answer notice = post("group:" + group);
    try (var late =
        RawStream.open(
            tidings.port(),
            "/api/v1/me/stream",
            Tokens.user(ann, List.of(group)),
            "Last-Event-ID: " + before)) {
      late.until("notice");
      awaitCount(notice, "onlineReached", 1, false);
    }
    assertThat(member(ben).get("/api/v1/me/poll?after=" + before).body())
        .contains(notice.text("id"));
    awaitCount(notice, "onlineReached", 2, false);
  }

  @Test
  void anOperatorsTailIsNobody() {
    try (var tail =
        RawStream.open(tidings.port(), "/api/v1/admin/stream/tail", Tokens.admin("tailer"))) {
      tail.until("cursor");
      Answer notice = post("group:" + group);
      tail.until("notice");
      Answer marker = post("user:" + ann);
      try (var stream =
          RawStream.open(
              tidings.port(),
              "/api/v1/me/stream",
              Tokens.user(ann, List.of()),
              "Last-Event-ID: " + notice.text("eventId"))) {
        stream.until("notice");
        awaitCount(marker, "onlineReached", 1, false);
      }
      assertCount(notice, "onlineReached", 0, false);
    }
  }

  @Test
  void readersOfANoticeForUsersAreCountedExactly() {
    Answer notice = post("user:" + ann, "user:" + ben);
    assertCount(notice, "read", 0, true);
    act(ann, notice, "read");
    assertCount(notice, "read", 1, true);
    act(ann, notice, "unread");
    assertCount(notice, "read", 0, true);
    act(ann, notice, "archive");
    readUpTo(ben, notice.text("eventId"));
    assertCount(notice, "read", 2, true);
    assertCount(notice, "archived", 1, true);
    act(ann, notice, "unarchive");
    assertCount(notice, "archived", 0, true);
    readUpTo(ben + "-who-does-not-see-it", notice.text("eventId"));
    assertCount(notice, "read", 2, true);
  }

  @Test
  void readersOfANoticeForAllAreCountedExactly() {
    Answer notice = post("all");
    act(ann, notice, "read");
    readUpTo(ann, notice.text("eventId"));
    act(ben, notice, "unread");
    readUpTo(ben, notice.text("eventId"));
    readUpTo(ben + "2", notice.text("eventId"));
    assertCount(notice, "read", 2, true);
  }

  @Test
  void whoseInboxBeganLaterHasNotReadIt() {
    Answer notice = post("all");
    tidings
        .jdbc()
        .sql(
            "insert into inbox_state (username, read_upto, first_upto, muted_categories)"
                + " values (?, ?, ?, '')")
        .params(ann, seq(notice), seq(notice))
        .update();
    assertCount(notice, "read", 0, true);
    act(ann, notice, "read"); // changes nothing: it counts as read for them
    assertCount(notice, "read", 0, true);
    act(ann, notice, "archive");
    assertCount(notice, "read", 1, true);
  }

  private static long seq(Answer notice) {
    return EventId.parse(notice.text("eventId")).seq();
  }

  @Test
  void readersOfANoticeForAGroupAreCountedAboutRight() {
    Answer notice = post("group:" + group, "user:somebody");
    act(ann, notice, "read");
    awaitCount(notice, "read", 1, false);
    readUpTo(ben, notice.text("eventId"));
    awaitCount(notice, "read", 2, false);
    readUpTo(ben, post("all").text("eventId"));
    act(ann, notice, "archive");
    awaitCount(notice, "archived", 1, true);
    assertCount(notice, "read", 2, false);
  }

  @Test
  void whatHappenedIsKeptOverTime() {
    Answer notice = post("user:" + ann);
    assertThat(stats(notice).path("series")).isEmpty();
    act(ann, notice, "read");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(stats(notice).path("series")).hasSize(1));
    JsonNode sample = stats(notice).at("/series/0");
    assertThat(Instant.parse(sample.path("at").asString()))
        .isBetween(Instant.now().minusSeconds(130), Instant.now());
    assertThat(sample.path("read").asInt()).isEqualTo(1);
    assertThat(sample.path("archived").asInt()).isZero();
  }

  @Test
  void whatRedisForgetsTheSamplesKnow() {
    try (var stream = open(ann)) {
      Answer notice = post("group:" + group);
      stream.until("notice");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> assertThat(stats(notice).at("/series/0/onlineReached").asInt()).isEqualTo(1));
      Boolean deleted =
          tidings
              .part(StringRedisTemplate.class)
              .delete("tidings:reach:reached:" + notice.text("id"));
      assertThat(deleted).isTrue();
      assertCount(notice, "onlineReached", 1, false);
    }
  }

  @Test
  void whatIsOnlyScheduledHasReachedNobody() {
    String later = Instant.now().plus(Duration.ofDays(1)).toString();
    Answer notice = admin.post(Draft.to("all").with("publishAt", later)).is(201);
    for (String what : List.of("read", "archived")) {
      assertCount(notice, what, 0, true);
    }
    assertCount(notice, "onlineReached", 0, false);
  }

  @Test
  void aPublisherSeesThoseOfTheirAudience() {
    String path = "/api/v1/notices/" + post("group:" + group).text("id") + "/stats";
    tidings.as(PublisherToken.of("paul", "group:" + group)).get(path).is(200);
    tidings.as(PublisherToken.of("paul", "group:x")).get(path).refused(404, "not-found");
    member(ann).get(path).refused(403, "forbidden");
    admin.get("/api/v1/notices/" + UUID.randomUUID() + "/stats").refused(404, "not-found");
    admin.get("/api/v1/notices/x/stats").refused(404, "not-found");
  }
}
