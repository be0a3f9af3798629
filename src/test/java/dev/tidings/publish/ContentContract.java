package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

abstract class ContentContract {
  private final RunningTidings tidings;
  private final Api admin;

  ContentContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  @Test
  void whatWasPostedIsFoundAtItsLocationUnchanged() {
    String everyPlane =
        IntStream.rangeClosed(0, 16)
            .flatMap(plane -> IntStream.of(0x1F6, 0x2028, 0xFFFF).map(c -> (plane << 16) + c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String expires = Instant.now().plus(Duration.ofDays(1)).toString();
    var data = Map.of("text", everyPlane, "list", List.of(1, -0.5, true, Map.of()));
    Answer posted =
        admin
            .post(
                Draft.to("group:g", "all")
                    .with("category", "maintenance")
                    .with("severity", "CRITICAL")
                    .with("title", " 'title' \"\\ " + everyPlane)
                    .with("body", "two\r\nlines\t\u0001 " + everyPlane)
                    .with("link", "/notices/42?a=b#c")
                    .with("data", data)
                    .with("publishAt", "2020-01-01T01:00:00.5+01:00")
                    .with("expiresAt", expires))
            .is(201);
    assertThat(posted.text("title")).isEqualTo(" 'title' \"\\ " + everyPlane);
    assertThat(posted.text("body")).isEqualTo("two\r\nlines\t\u0001 " + everyPlane);
    assertThat(posted.json().path("data").path("text").asString()).isEqualTo(everyPlane);
    assertThat(posted.text("publishAt")).isEqualTo("2020-01-01T00:00:00.500Z");

    Answer found = admin.get(posted.header("Location")).is(200);
    assertThat(found.json()).isEqualTo(posted.json());
    assertThat(found.header("ETag")).isEqualTo("\"1\"");
    assertThat(found.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void numbersAreNotMadeIntoOtherNumbers() {
    String data =
        "{\"a\":1E+400,\"b\":12345678901234567890.125,\"c\":123456789012345678901234567890,"
            + "\"d\":0.1,\"e\":1.10,\"f\":null}";
    Answer posted =
        admin.post("{\"title\":\"t\",\"audience\":[\"group:g\"],\"data\":" + data + "}").is(201);
    assertThat(posted.body()).contains("\"data\":" + data);
    assertThat(admin.get(posted.header("Location")).body()).contains("\"data\":" + data);
  }

  @Test
  void theLargestNoticeOfAllIsStored() {
    String pair = "\ud83d\ude00";
    List<String> audience =
        IntStream.range(0, 1_000).mapToObj(i -> "group:" + "%0100d".formatted(i)).toList();
    var largest =
        Draft.to()
            .with("audience", audience)
            .with("category", "x".repeat(50))
            .with("title", pair.repeat(200))
            .with("body", pair.repeat(10_000))
            .with("link", "/" + "x".repeat(1_999))
            .with("data", Map.of("k", "x".repeat(4_088)));
    Answer posted = admin.post(largest).is(201);
    assertThat(admin.get(posted.header("Location")).is(200).json()).isEqualTo(posted.json());
    Answer inbox =
        tidings.as(Tokens.user("u", List.of("%0100d".formatted(999)))).get("/api/v1/me/notices");
    assertThat(inbox.json().at("/items/0/id").asString()).isEqualTo(posted.text("id"));
    assertThat(inbox.json().at("/items/0/body").asString()).isEqualTo(pair.repeat(10_000));
  }

  @Test
  void controlCharactersTakeSixTimesTheRoomAndStillFit() {
    String body = "\u0001".repeat(10_000);
    String group = Fresh.name("group");
    admin.post(Draft.to("group:" + group).with("body", body)).is(201);
    Answer inbox = tidings.as(Tokens.user("u", List.of(group))).get("/api/v1/me/notices");
    assertThat(inbox.json().at("/items/0/body").asString()).isEqualTo(body);
  }

  /** What goes into the stream is what stands in the inbox, down to the last character. */
  @Test
  void recipientsNeverSeeWhoElseWasAddressedOrWhoWroteIt() {
    String group = Fresh.name("group");
    String other = Fresh.name("secret");
    String poster = Fresh.name("poster");
    Answer posted =
        tidings
            .as(Tokens.admin(poster))
            .post(
                Draft.to("group:" + group, "group:" + other)
                    .with("link", "/x")
                    .with("data", Collections.singletonMap("k", null))
                    .with("expiresAt", Instant.now().plusSeconds(3600).toString()))
            .is(201);
    String payload =
        tidings
            .jdbc()
            .sql("select payload from event_log where notice_id = ?")
            .param(UUID.fromString(posted.text("id")))
            .query(String.class)
            .single();
    Answer inbox = tidings.as(Tokens.user("u", List.of(group))).get("/api/v1/me/notices");

    var item = (ObjectNode) inbox.json().at("/items/0");
    item.remove(List.of("read", "archived", "muted"));
    assertThat(item).hasToString(payload);
    assertThat(item.propertyNames())
        .containsExactly(
            "id",
            "eventId",
            "revision",
            "category",
            "severity",
            "title",
            "body",
            "link",
            "data",
            "publishedAt",
            "expiresAt");
    assertThat(payload + inbox.body()).doesNotContain(other, poster, "audience", "createdBy");
    assertThat(payload).doesNotContain("\n", "\r");
  }
}
