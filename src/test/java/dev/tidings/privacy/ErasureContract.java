package dev.tidings.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.delivery.Dispatcher;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.SseFrame;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class ErasureContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String name = Fresh.name("erased");
  private final String other = Fresh.name("other");

  ErasureContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  private Answer post(String... audience) {
    return admin.post(Draft.to(audience)).is(201);
  }

  private void erase() {
    admin.send(admin.request("/api/v1/users/" + name).DELETE()).is(204);
  }

  private static String location(Answer notice) {
    return "/api/v1/notices/" + notice.text("id");
  }

  /** Tables and columns that hold the text, in the whole database. */
  private List<String> whereItStands(String text) {
    var found = new ArrayList<String>();
    tidings
        .jdbc()
        .sql(
            "select table_name, column_name from information_schema.columns"
                + " where table_schema = 'public'"
                + " and data_type in ('character varying', 'CHARACTER VARYING')")
        .query((row, n) -> List.of(row.getString(1), row.getString(2)))
        .list()
        .forEach(
            column -> {
              String sql = "select count(*) from %s where position(? in %s) > 0";
              int rows =
                  tidings
                      .jdbc()
                      .sql(sql.formatted(column.get(0), column.get(1)))
                      .param(text)
                      .query(Integer.class)
                      .single();
              if (rows > 0) {
                found.add(column.get(0) + "." + column.get(1));
              }
            });
    return found;
  }

  /** Leaves a trace wherever a person can leave one. */
  private void live() {
    Api person = tidings.as(Tokens.admin(name)); // who may also post
    Answer mine = post("user:" + name);
    Answer shared = post("user:" + name, "user:" + other);
    admin.patch(location(shared), "{\"title\":\"changed\"}").is(200);
    admin.retract(location(post("user:" + name))).is(200);
    admin.retract(location(post("user:" + name, "user:" + other))).is(200);
    String later = Instant.now().plus(Duration.ofDays(1)).toString();
    admin.post(Draft.to("user:" + name).with("publishAt", later)).is(201);
    admin.post(Draft.to("user:" + name, "all").with("publishAt", later)).is(201);
    Answer own = person.post(Draft.to("user:" + other).json(), Fresh.name("key")).is(201);
    person.patch(location(own), "{\"title\":\"mine\"}").is(200);
    person.get("/api/v1/me/notices").is(200);
    for (Answer notice : List.of(mine, shared)) {
      person
          .send(
              person
                  .request("/api/v1/me/notices/" + notice.text("id") + "/archive")
                  .POST(Api.body("")))
          .is(204);
    }
    person.send(person.request("/api/v1/stream-tickets").POST(Api.body(""))).is(201);
    tidings
        .jdbc()
        .sql(
            "insert into account (username, password_hash, group_ids, role_names, created_at)"
                + " values (?, '', '', '', current_timestamp)")
        .param(name)
        .update();
  }

  @Test
  void nothingNamesThePersonAfterwardsButWhatMust() {
    live();
    assertThat(whereItStands(name)).hasSizeGreaterThan(9);
    erase();

    assertThat(whereItStands(name))
        .containsExactlyInAnyOrder(
            // that it happened, and what the person did
            "audit_entry.actor",
            "audit_entry.subject",
            // old tokens stay revoked
            "revocation.username",
            // what tells the servers, for eight days
            "event_log.audience",
            "event_log.payload",
            "event_audience.audience_key");
    assertThat(
            tidings
                .jdbc()
                .sql(
                    "select distinct kind from event_log"
                        + " where position(? in concat(audience, payload)) > 0")
                .param(name)
                .query(String.class)
                .list())
        .containsExactly("control");
    Answer audit = admin.get("/api/v1/admin/audit?action=user-erased&subject=user:" + name);
    assertThat(audit.json().path("items").path(0).path("actor").asString()).isEqualTo("olga");
  }

  @Test
  void theStreamInRedisForgetsToo() {
    String before = tidings.head();
    post("user:" + name);
    post("user:" + name, "user:" + other);
    awaitNews();
    erase();
    post("user:" + other);
    awaitNews();

    Answer entries = admin.get("/api/v1/admin/stream/entries?after=" + before);
    assertThat(entries.body()).contains(tidings.head());
    for (var entry : entries.json().path("items")) {
      if (!entry.at("/fields/kind").asString().equals("control")) {
        assertThat(entry.toString()).doesNotContain(name);
      }
    }
  }

  /** Until the server has heard of everything. */
  private void awaitNews() {
    await().until(() -> tidings.part(Dispatcher.class).head().toString().equals(tidings.head()));
  }

  @Test
  void whatWasForThePersonAloneIsGone() {
    Answer mine = post("user:" + name);
    erase();

    admin.get(location(mine)).refused(404, "not-found");
    assertThat(tidings.as(again()).get("/api/v1/me/notices?limit=100").body())
        .doesNotContain(mine.text("id"));
  }

  @Test
  void whatWasForOthersTooIsTheirs() {
    String before = tidings.head();
    Answer shared = post("user:" + name, "user:" + other);
    erase();

    assertThat(admin.get(location(shared)).is(200).json().path("audience").toString())
        .isEqualTo("[\"user:" + other + "\"]");
    Api friend = tidings.as(Tokens.user(other, List.of()));
    assertThat(friend.get("/api/v1/me/notices").body()).contains(shared.text("id"));
    String end = post("user:" + name, "user:" + other).text("eventId");
    awaitNews();
    for (int memory = 0; memory < 2; memory++) {
      assertThat(notices(Tokens.user(other, List.of()), before))
          .containsExactly(shared.text("eventId"), end);
      assertThat(notices(again(), before)).containsExactly(end);
      startAnew();
    }
  }

  /** The ids of the notices that a client gets who comes back. */
  private List<String> notices(String token, String lastEventId) {
    try (var stream =
        RawStream.open(
            tidings.port(), "/api/v1/me/stream", token, "Last-Event-ID: " + lastEventId)) {
      return stream.until("cursor").stream()
          .filter(frame -> frame.event().equals("notice"))
          .map(SseFrame::id)
          .toList();
    }
  }

  /** The memory of a server that starts now. */
  private void startAnew() {
    var dispatcher = tidings.part(Dispatcher.class);
    dispatcher.restart(dispatcher.head(), dispatcher.head().seq());
  }

  /** A token that the person gets later. */
  private String again() {
    return Tokens.userFrom(name, Instant.now().plusSeconds(2));
  }

  @Test
  void thePersonIsLoggedOutEverywhere() {
    String token = Tokens.user(name, List.of());
    try (var stream = RawStream.open(tidings.port(), "/api/v1/me/stream", token)) {
      stream.until("cursor");
      erase();
      assertThat(stream.until("bye").getLast().data()).contains("revoked");
    }
    tidings.as(token).get("/api/v1/me/notices").refused(401, "token-revoked");
  }

  @Test
  void moreNoticesThanFitIntoOneTransactionGo() {
    for (int i = 0; i < 120; i++) {
      post("user:" + name);
    }
    erase();
    assertThat(whereItStands("user:" + name)).doesNotContain("notice.audience");
  }

  @Test
  void whoIsUnknownCanBeErasedTooAndAgain() {
    erase();
    erase();
    Answer audit = admin.get("/api/v1/admin/audit?action=user-erased&subject=user:" + name);
    assertThat(audit.json().path("items")).hasSize(2);
  }

  @Test
  void onlyAdminsErase() {
    Api user = tidings.as(Tokens.user(other, List.of()));
    user.send(user.request("/api/v1/users/" + name).DELETE()).refused(403, "forbidden");
    user.send(user.request("/api/v1/users/" + other).DELETE()).refused(403, "forbidden");
    admin
        .send(admin.request("/api/v1/users/no%20id").DELETE())
        .refused("id", "must be 1-100 characters of A-Z a-z 0-9 . _ @ -");
  }
}
