package dev.tidings.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class ReadStateContract {
  private static final String INBOX = "/api/v1/me/notices";

  private final RunningTidings tidings;
  private final Api admin;
  private final String name = Fresh.name("user");
  private final String group = Fresh.name("group");
  private final Api user;

  ReadStateContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
    user = tidings.as(Tokens.user(name, List.of(group)));
  }

  /** What other tests posted to all is read. */
  @BeforeEach
  void startWithNothingUnread() {
    readUpTo(tidings.head()).is(204);
    assertThat(unread()).isZero();
  }

  private String post() {
    return post(Draft.to("group:" + group));
  }

  private String post(Draft draft) {
    return admin.post(draft).is(201).text("id");
  }

  private Answer mark(String id, String action) {
    return user.send(user.request(INBOX + "/" + id + "/" + action).POST(Api.NOTHING));
  }

  private Answer readUpTo(String position) {
    return user.send(user.json(INBOX + "/read").POST(Api.body("{\"upTo\":\"" + position + "\"}")));
  }

  private int unread() {
    return user.get("/api/v1/me/counts").is(200).json().path("unread").asInt();
  }

  private List<String> ids(String query) {
    return StreamSupport.stream(
            user.get(INBOX + query).is(200).json().path("items").spliterator(), false)
        .map(item -> item.path("id").asString())
        .toList();
  }

  /** As the notice stands in its own answer. */
  private String flags(String id) {
    var item = user.get(INBOX + "/" + id).is(200).json();
    return (item.path("read").asBoolean() ? "read" : "unread")
        + (item.path("archived").asBoolean() ? " archived" : "");
  }

  private int rows() {
    return tidings
        .jdbc()
        .sql("select count(*) from inbox_mark where username = ?")
        .param(name)
        .query(Integer.class)
        .single();
  }

  @Test
  void whatIsNewIsUnreadUntilItIsMarkedRead() {
    String first = post();
    String second = post();
    assertThat(unread()).isEqualTo(2);
    assertThat(ids("?status=unread")).containsExactly(second, first);

    mark(first, "read").is(204);
    mark(first, "read").is(204);

    assertThat(unread()).isEqualTo(1);
    assertThat(ids("?status=unread")).containsExactly(second);
    assertThat(flags(first)).isEqualTo("read");
    assertThat(flags(second)).isEqualTo("unread");
    assertThat(ids("?limit=2")).containsExactly(second, first);
  }

  @Test
  void whatIsMarkedUnreadCountsAgain() {
    String id = post();
    mark(id, "read").is(204);
    mark(id, "unread").is(204);
    assertThat(unread()).isEqualTo(1);
    assertThat(flags(id)).isEqualTo("unread");

    readUpTo(tidings.head()).is(204);
    assertThat(flags(id)).as("a mark is stronger than the position").isEqualTo("unread");
    assertThat(unread()).isEqualTo(1);
    assertThat(ids("?status=unread")).containsExactly(id);

    mark(id, "read").is(204);
    assertThat(unread()).isZero();
    assertThat(rows()).isZero();
  }

  @Test
  void whatIsArchivedIsReadAndOnlyInTheArchive() {
    String kept = post();
    String archived = post();
    mark(archived, "archive").is(204);
    mark(archived, "archive").is(204);

    assertThat(unread()).isEqualTo(1);
    assertThat(flags(archived)).isEqualTo("read archived");
    assertThat(ids("?limit=1")).containsExactly(kept);
    assertThat(ids("?status=unread")).containsExactly(kept);
    assertThat(ids("?status=archived")).containsExactly(archived);

    mark(archived, "unarchive").is(204);
    assertThat(flags(archived)).isEqualTo("read");
    assertThat(ids("?limit=2")).containsExactly(archived, kept);
    assertThat(ids("?status=archived")).isEmpty();
  }

  @Test
  void takingOutOfTheArchiveWhatIsNotThereChangesNothing() {
    String id = post();
    mark(id, "unarchive").is(204);
    assertThat(flags(id)).isEqualTo("unread");
    assertThat(rows()).isZero();
    readUpTo(tidings.head()).is(204);
    assertThat(flags(id)).isEqualTo("read");
  }

  @Test
  void aPositionReadsWhatCameBeforeItAndNothingElse() {
    String before = post();
    String position = tidings.head();
    String after = post();
    readUpTo(position).is(204);
    readUpTo(position).is(204);
    assertThat(flags(before)).isEqualTo("read");
    assertThat(flags(after)).isEqualTo("unread");
    assertThat(unread()).isEqualTo(1);
  }

  @Test
  void aPositionOnlyEverRises() {
    post();
    String lower = tidings.head();
    String id = post();
    readUpTo(tidings.head()).is(204);
    readUpTo(lower).is(204);
    readUpTo(lower.replaceAll("-.*", "-0")).is(204);
    assertThat(flags(id)).isEqualTo("read");
    assertThat(unread()).isZero();
  }

  @Test
  void aPositionTakesReadMarksAwayAndLeavesTheOthers() {
    String read = post();
    String archived = post();
    String unread = post();
    mark(read, "read").is(204);
    mark(archived, "archive").is(204);
    mark(unread, "unread").is(204);
    assertThat(rows()).isEqualTo(3);

    readUpTo(tidings.head()).is(204);

    assertThat(rows()).isEqualTo(2);
    assertThat(flags(read)).isEqualTo("read");
    assertThat(flags(archived)).isEqualTo("read archived");
    assertThat(flags(unread)).isEqualTo("unread");
  }

  @Test
  void anUnknownPositionIsRefused() {
    String head = tidings.head();
    readUpTo("1-1").refused(409, "position-unknown");
    readUpTo("9007199254740991-1").refused(409, "position-unknown");
    long seq = Long.parseLong(head.substring(head.indexOf('-') + 1));
    readUpTo(head.replaceAll("-.*", "-" + (seq + 1)))
        .refused("upTo", "must not be above the log's head");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1", "1-", "01-1", "1-9007199254740992", " 1-1"})
  void whatIsNoPositionIsRefused(String position) {
    readUpTo(position).refused("upTo", "must be an event id such as the head of an inbox page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "unread", "archive", "unarchive"})
  void nobodyMarksWhatIsNotForThem(String action) {
    String other = post(Draft.to("user:" + name + "x", "group:" + group + "x"));
    mark(other, action).refused(404, "not-found");
    mark(UUID.randomUUID().toString(), action).refused(404, "not-found");
    mark("1-2-3-4-5", action).refused(404, "not-found");
    user.get(INBOX + "/" + other).refused(404, "not-found");
    assertThat(rows()).isZero();
  }

  @Test
  void aNoticeThatIsOverIsNeitherShownNorCountedButCanStillBeMarked() {
    String end = Instant.now().plusSeconds(3600).toString();
    String id = post(Draft.to("group:" + group).with("expiresAt", end));
    String unread = post(Draft.to("group:" + group).with("expiresAt", end));
    mark(unread, "unread").is(204);
    readUpTo(tidings.head()).is(204);
    String archived = post(Draft.to("group:" + group).with("expiresAt", end));
    mark(archived, "archive").is(204);
    assertThat(unread()).isEqualTo(1);

    List.of(id, unread, archived).forEach(tidings::expire);

    assertThat(unread()).isZero();
    assertThat(ids("?status=unread")).isEmpty();
    assertThat(ids("?status=archived")).isEmpty();
    user.get(INBOX + "/" + id).refused(404, "not-found");
    mark(id, "read").is(204);
  }

  @Test
  void whatOneReadsIsNotReadByAnother() {
    String id = post();
    mark(id, "archive").is(204);
    Api other = tidings.as(Tokens.user(name + "x", List.of(group)));
    var item = other.get(INBOX + "/" + id).is(200).json();
    assertThat(item.path("read").asBoolean()).isFalse();
    assertThat(item.path("archived").asBoolean()).isFalse();
  }

  @Test
  void atMostAHundredAreCounted() {
    for (int i = 0; i < 100; i++) {
      post();
    }
    var counts = user.get("/api/v1/me/counts").is(200);
    assertThat(counts.json().path("unread").asInt()).isEqualTo(100);
    assertThat(counts.json().path("capped").asBoolean()).isFalse();
    assertThat(counts.text("head")).isEqualTo(tidings.head());
    post();
    var page = user.get(INBOX + "?limit=1").is(200).json().path("counts");
    assertThat(page.path("unread").asInt()).isEqualTo(100);
    assertThat(page.path("capped").asBoolean()).isTrue();
  }

  @Test
  void whatIsForSeveralOfMyKeysCountsOnce() {
    post(Draft.to("all", "user:" + name, "group:" + group));
    assertThat(unread()).isEqualTo(1);
  }

  @Test
  void theFirstVisitFindsTheLastMonthUnread() {
    String old = post();
    String recent = post();
    Instant then = Instant.now().minusSeconds(31L * 24 * 3600);
    tidings
        .jdbc()
        .sql("update notice set published_at = ? where event_seq <= ?")
        .params(java.sql.Timestamp.from(then), seqOf(old))
        .update();
    Api newcomer = tidings.as(Tokens.user(Fresh.name("newcomer"), List.of(group)));
    assertThat(newcomer.get(INBOX + "/" + old).json().path("read").asBoolean()).isTrue();
    assertThat(newcomer.get(INBOX + "/" + recent).json().path("read").asBoolean()).isFalse();
  }

  private long seqOf(String id) {
    String event = user.get(INBOX + "/" + id).text("eventId");
    return Long.parseLong(event.substring(event.indexOf('-') + 1));
  }
}
