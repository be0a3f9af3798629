package dev.tidings.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.RawStream;
import dev.tidings.harness.SseFrame;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A change on one device reaches the others. */
abstract class StateStreamContract {
  private static final JsonMapper JSON = new JsonMapper();

  private final RunningTidings tidings;
  private final Api admin;
  private final String name = Fresh.name("user");
  private final String group = Fresh.name("group");
  private final String token = Tokens.user(name, List.of(group));
  private final Api phone;
  private RawStream desk;

  StateStreamContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
    phone = tidings.as(token);
  }

  @BeforeEach
  void startWithNothingUnread() {
    readUpTo(tidings.head());
    desk = open(token);
  }

  @AfterEach
  void leave() {
    desk.close();
  }

  private RawStream open(String credentials) {
    var stream = RawStream.open(tidings.port(), "/api/v1/me/stream", credentials);
    stream.until("cursor");
    return stream;
  }

  private String post(String... audience) {
    return admin.post(Draft.to(audience)).is(201).text("id");
  }

  private void mark(String id, String action) {
    phone.send(phone.request("/api/v1/me/notices/" + id + "/" + action).POST(Api.NOTHING)).is(204);
  }

  private void readUpTo(String position) {
    phone
        .send(
            phone.json("/api/v1/me/notices/read").POST(Api.body("{\"upTo\":\"" + position + "\"}")))
        .is(204);
  }

  private static JsonNode next(RawStream stream) {
    SseFrame state = stream.until("state").getLast();
    assertThat(state.id()).as("a state moves no position").isEmpty();
    return JSON.readTree(state.data());
  }

  @Test
  void aMarkIsToldWithTheCountsThatFollowFromIt() {
    String id = post("user:" + name);
    post("group:" + group);
    String head = tidings.head();
    long start = System.nanoTime();

    mark(id, "read");

    assertThat(desk.until("state").getLast().data())
        .isEqualTo(
            "{\"unread\":1,\"capped\":false,\"asOf\":\"%s\",\"changes\":[{\"id\":\"%s\",\"read\":true,\"archived\":false}]}"
                .formatted(head, id));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    mark(id, "archive");
    JsonNode archived = next(desk).at("/changes/0");
    assertThat(archived.path("archived").asBoolean()).isTrue();
    mark(id, "unarchive");
    assertThat(next(desk).at("/changes/0/archived").asBoolean()).isFalse();
    mark(id, "unread");
    assertThat(next(desk).path("unread").asInt()).isEqualTo(2);
  }

  @Test
  void whatChangesNothingIsNotTold() {
    String id = post("user:" + name);
    mark(id, "unarchive");
    mark(id, "unread");
    mark(id, "read");
    assertThat(next(desk).at("/changes/0/read").asBoolean()).isTrue();
    mark(id, "read");
    readUpTo(tidings.head().replaceAll("-.*", "-0"));
    mark(id, "archive");
    assertThat(next(desk).at("/changes/0/archived").asBoolean()).isTrue();
  }

  @Test
  void aPositionIsToldWithWhatItDoesNotRead() {
    String unread = post("user:" + name);
    post("user:" + name);
    mark(unread, "unread");
    String head = tidings.head();

    readUpTo(head);

    JsonNode state = next(desk);
    assertThat(state.path("readUpTo").asString()).isEqualTo(head);
    assertThat(state.path("unread").asInt()).isEqualTo(1);
    assertThat(state.path("changes")).hasSize(1);
    assertThat(state.at("/changes/0/id").asString()).isEqualTo(unread);
    assertThat(state.at("/changes/0/read").asBoolean()).isFalse();
  }

  @Test
  void changedPreferencesAreTold() {
    String muted = Fresh.name("muted");
    admin.post(Draft.to("user:" + name).with("category", muted)).is(201);
    String json = "{\"mutedCategories\":[\"" + muted + "\"]}";
    phone.send(phone.json("/api/v1/me/preferences").PUT(Api.body(json))).is(200);

    JsonNode state = next(desk);
    assertThat(state.path("preferences").asBoolean()).isTrue();
    assertThat(state.path("unread").asInt()).isZero();
    assertThat(state.has("changes")).isFalse();

    phone.send(phone.json("/api/v1/me/preferences").PUT(Api.body(json))).is(200);
    mark(post("user:" + name), "read");
    assertThat(next(desk).has("preferences")).as("the same again is no change").isFalse();
  }

  @Test
  void nobodyElseIsTold() {
    try (var other = open(Tokens.user(name + "x", List.of(group)))) {
      String id = post("group:" + group);
      mark(id, "read");
      next(desk);
      String last = post("group:" + group);

      assertThat(other.until("notice")).noneMatch(frame -> frame.event().equals("state"));
      assertThat(other.until("notice"))
          .noneMatch(frame -> frame.event().equals("state"))
          .last()
          .matches(frame -> frame.data().contains(last));
    }
  }

  @Test
  void aStreamOfAnotherTokenOfTheUserIsToldOnlyWhatThatTokenSees() {
    try (var left = open(Tokens.user(name, List.of()))) {
      String ours = post("group:" + group);
      String mine = post("user:" + name);
      mark(ours, "archive");
      assertThat(next(desk).path("unread").asInt()).isEqualTo(1);
      mark(mine, "read");

      JsonNode first = next(left);
      assertThat(first.path("unread").asInt()).isZero();
      assertThat(first.path("changes")).hasSize(1);
      assertThat(first.at("/changes/0/id").asString()).isEqualTo(mine);
    }
  }

  @Test
  void anOperatorsTailShowsNoState() {
    String olga = Tokens.admin(name);
    try (var tail = RawStream.open(tidings.port(), "/api/v1/admin/stream/tail", olga)) {
      tail.until("cursor");
      mark(post("user:" + name), "read");
      next(desk);
      String last = post("user:" + name);

      SseFrame frame;
      do {
        frame = tail.until("notice").getLast();
        assertThat(frame.event()).isNotEqualTo("state");
      } while (!frame.data().contains(last));
    }
  }

  @Test
  void aLongPollGoesOnAsBefore() {
    String before = tidings.head();
    String id = post("user:" + name);
    mark(id, "read");
    JsonNode polled = phone.get("/api/v1/me/poll?wait=5&after=" + before).is(200).json();
    assertThat(polled.path("events")).hasSize(1);
    assertThat(polled.at("/events/0/event").asString()).isEqualTo("notice");
  }
}
