package dev.tidings.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.harness.Tokens;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Notice;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.notice.Severity;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

abstract class AuditContract {
  private static final String AUDIT = "/api/v1/admin/audit";

  private final RunningTidings tidings;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  private final String operator = Fresh.name("operator");
  private final Api admin;

  AuditContract(Database database) {
    tidings = RunningTidings.on(database);
    audit = tidings.part(AuditLog.class);
    transaction = tidings.part(TransactionTemplate.class);
    admin = tidings.as(Tokens.admin(operator));
  }

  /** What stands in an entry beside the usual. */
  record Fact(int number) {}

  private void revoke(String json) {
    admin
        .send(
            admin
                .request("/api/v1/admin/revocations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)))
        .is(201);
  }

  private void append(AuditAction action, AuditSubject subject, int number) {
    transaction.executeWithoutResult(
        status -> audit.append(new Actor(operator, "jti"), action, subject, new Fact(number)));
  }

  private static List<JsonNode> items(Answer page) {
    return StreamSupport.stream(page.is(200).json().path("items").spliterator(), false).toList();
  }

  private List<Integer> numbers(String filter) {
    return numbersOn(admin.get(AUDIT + "?actor=" + operator + filter));
  }

  private static List<Integer> numbersOn(Answer page) {
    return items(page).stream().map(item -> item.path("details").path("number").asInt()).toList();
  }

  @Test
  void revokingAUsersTokensIsWrittenDown() {
    Instant before = databaseTime();
    String user = Fresh.name("user");
    revoke("{\"user\":\"" + user + "\"}");

    JsonNode entry = items(admin.get(AUDIT + "?subject=user:" + user)).getFirst();
    assertThat(entry.path("actor").asString()).isEqualTo(operator);
    assertThat(entry.path("action").asString()).isEqualTo("user-revoked");
    assertThat(Instant.parse(entry.path("at").asString()))
        .isBetween(before, databaseTime().plus(Duration.ofMillis(1)));
    assertThat(entry.path("tokenId").asString()).matches("[0-9a-f]{64}|[ -~]{1,40}");
    assertThat(entry.has("details")).isFalse();
    assertThat(entry.has("notice")).isFalse();
  }

  @Test
  void revokingATokenIsWrittenDown() {
    String jti = Fresh.name("a token/with:signs");
    revoke("{\"jti\":\"" + jti + "\"}");

    JsonNode entry = items(admin.get(AUDIT + "?actor=" + operator)).getFirst();
    assertThat(entry.path("action").asString()).isEqualTo("token-revoked");
    assertThat(entry.path("subject").asString()).isEqualTo("token:" + jti);
  }

  @Test
  void endingSomebodysStreamsIsWrittenDown() {
    String user = Fresh.name("user");
    admin.send(admin.request("/api/v1/admin/connections?user=" + user).DELETE()).is(204);

    assertThat(items(admin.get(AUDIT + "?subject=user:" + user)))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("action").asString()).isEqualTo("streams-ended"));
  }

  @Test
  void theNewestComesFirstAndEachIsShownOnce() {
    for (int i = 1; i <= 7; i++) {
      append(AuditAction.NOTICE_POSTED, AuditSubject.notice(UUID.randomUUID()), i);
    }
    assertThat(numbers("")).containsExactly(7, 6, 5, 4, 3, 2, 1);

    var pages = new ArrayList<List<Integer>>();
    String cursor = "";
    do {
      Answer page = admin.get(AUDIT + "?actor=" + operator + "&limit=3" + cursor);
      pages.add(numbersOn(page));
      append(AuditAction.NOTICE_POSTED, AuditSubject.notice(UUID.randomUUID()), 99);
      String next = page.text("nextCursor");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    assertThat(pages).containsExactly(List.of(7, 6, 5), List.of(4, 3, 2), List.of(1));
  }

  @Test
  void entriesAreFoundByWhatWasDoneToWhatAndWhen() {
    var notice = AuditSubject.notice(UUID.randomUUID());
    append(AuditAction.NOTICE_POSTED, notice, 1);
    append(AuditAction.NOTICE_CHANGED, notice, 2);
    append(AuditAction.NOTICE_CHANGED, AuditSubject.notice(UUID.randomUUID()), 3);
    String middle =
        items(admin.get(AUDIT + "?subject=" + notice.value())).getFirst().path("at").asString();

    assertThat(numbers("&subject=" + notice.value())).containsExactly(2, 1);
    assertThat(numbers("&action=notice-changed")).containsExactly(3, 2);
    assertThat(numbers("&action=notice-changed&subject=" + notice.value())).containsExactly(2);
    assertThat(numbers("&from=" + middle)).containsExactly(3, 2);
    assertThat(numbers("&to=" + middle)).containsExactly(1);
    assertThat(numbers("&action=&subject=&from=&to=")).containsExactly(3, 2, 1);
    assertThat(items(admin.get(AUDIT + "?actor=" + Fresh.name("nobody")))).isEmpty();
  }

  @Test
  void anEntryIsOfTheTransactionThatItTellsOf() {
    transaction.executeWithoutResult(
        status -> {
          audit.append(
              new Actor(operator, "jti"),
              AuditAction.USER_ERASED,
              AuditSubject.user("x"),
              new Fact(1));
          status.setRollbackOnly();
        });
    assertThat(numbers("")).isEmpty();

    assertThatThrownBy(
            () ->
                audit.append(Actor.TIDINGS, AuditAction.USER_ERASED, AuditSubject.user("x"), null))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void whatARetractedNoticeSaidIsKept() {
    var id = UUID.randomUUID();
    Instant now = Instant.parse("2026-11-21T10:30:00Z");
    String body = "\"a body\" \\ \uD83D\uDE00\n".repeat(600);
    var before =
        new Notice(
            id,
            null,
            List.of(AudienceKey.ALL, AudienceKey.user("zoe")),
            "notice",
            Severity.INFO,
            "a title",
            body,
            null,
            null,
            null,
            null,
            now,
            now,
            "olga",
            1,
            NoticeStatus.PUBLISHED);
    transaction.executeWithoutResult(
        status ->
            audit.appendWithContent(
                new Actor(operator, "jti"), AuditAction.NOTICE_RETRACTED, before, new Fact(4)));

    JsonNode entry = items(admin.get(AUDIT + "?subject=notice:" + id)).getFirst();
    assertThat(entry.path("details").path("number").asInt()).isEqualTo(4);
    assertThat(entry.path("notice").path("body").asString()).isEqualTo(body);
    assertThat(entry.path("notice").path("audience").path(1).asString()).isEqualTo("user:zoe");
  }

  @Test
  void aNoticeIsCalledByItsTitleAlsoWhenItHasNone() {
    String id = admin.post(Draft.to("group:g").with("title", "Water")).is(201).text("id");
    append(AuditAction.TOKEN_REVOKED, AuditSubject.token("jti"), 1);
    append(AuditAction.NOTICE_CHANGED, AuditSubject.notice(UUID.randomUUID()), 2);
    assertThat(titles()).containsExactly("", "", "Water");

    admin.patch("/api/v1/notices/" + id, "{\"title\":\"No water\"}").is(200);
    assertThat(titles()).containsExactly("No water", "", "", "No water");
    admin.retract("/api/v1/notices/" + id).is(200);
    assertThat(titles()).containsExactly("No water", "No water", "", "", "No water");
  }

  private List<String> titles() {
    return items(admin.get(AUDIT + "?actor=" + operator)).stream()
        .map(entry -> entry.path("title").asString(""))
        .toList();
  }

  @Test
  void whatTidingsDoesByItselfHasNoActor() {
    var notice = AuditSubject.notice(UUID.randomUUID());
    transaction.executeWithoutResult(
        status -> audit.append(Actor.TIDINGS, AuditAction.NOTICE_PUBLISHED, notice, null));

    JsonNode entry = items(admin.get(AUDIT + "?subject=" + notice.value())).getFirst();
    assertThat(entry.has("actor")).isFalse();
    assertThat(entry.has("tokenId")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0         | limit   | must be 1 to 100",
        "limit=101       | limit   | must be 1 to 100",
        "cursor=_        | cursor  | must be the nextCursor of an earlier page",
        "subject=zoe     | subject | must be notice:<id>, user:<id> or token:<jti>",
        "from=yesterday  | from    | must be an ISO 8601 time such as 2026-11-21T10:30:00Z",
        "to=2026-11-21   | to      | must be an ISO 8601 time such as 2026-11-21T10:30:00Z",
      })
  void aFilterThatCantBeMeantIsRefused(String query, String field, String limit) {
    admin.get(AUDIT + "?" + query).refused(field, limit);
  }

  @Test
  void anUnknownActionIsRefusedWithThoseThereAre() {
    assertThat(admin.get(AUDIT + "?action=posted").refused(400, "invalid-value").text("limit"))
        .startsWith("must be one of notice-posted, ");
  }

  @Test
  void onlyAdminsMayRead() {
    tidings.as(Tokens.user("nosy", List.of())).get(AUDIT).refused(403, "forbidden");
  }

  private Instant databaseTime() {
    return tidings
        .jdbc()
        .sql("select current_timestamp")
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .single();
  }
}
