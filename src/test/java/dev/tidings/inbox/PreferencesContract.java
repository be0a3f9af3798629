package dev.tidings.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class PreferencesContract {
  private static final String PREFERENCES = "/api/v1/me/preferences";

  private final RunningTidings tidings;
  private final Api admin;
  private final String name = Fresh.name("user");
  private final String muted = Fresh.name("muted");
  private final Api user;

  PreferencesContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
    user = tidings.as(Tokens.user(name, List.of()));
  }

  @BeforeEach
  void startWithNothingUnread() {
    user.send(
            user.json("/api/v1/me/notices/read")
                .POST(Api.body("{\"upTo\":\"" + tidings.head() + "\"}")))
        .is(204);
  }

  private Answer put(String json) {
    return user.send(user.json(PREFERENCES).PUT(Api.body(json)));
  }

  private String post(String category, String severity) {
    return admin
        .post(Draft.to("user:" + name).with("category", category).with("severity", severity))
        .is(201)
        .text("id");
  }

  @Test
  void nobodyHasPreferencesBeforeSettingThem() {
    assertThat(user.get(PREFERENCES).is(200).body()).isEqualTo("{\"mutedCategories\":[]}");
  }

  @Test
  void whatWasPutIsWhatOneGets() {
    String json =
        "{\"mutedCategories\":[\"event\",\"billing\"],"
            + "\"quietHours\":{\"from\":\"22:00\",\"to\":\"07:30\",\"zone\":\"Europe/Berlin\"}}";
    assertThat(put(json).is(200).body()).isEqualTo(json);
    assertThat(user.get(PREFERENCES).is(200).body()).isEqualTo(json);

    put("{\"mutedCategories\":[\"event\",\"event\"]}").is(200);
    assertThat(user.get(PREFERENCES).body()).isEqualTo("{\"mutedCategories\":[\"event\"]}");
    put("{}").is(200);
    assertThat(user.get(PREFERENCES).body()).isEqualTo("{\"mutedCategories\":[]}");
  }

  @Test
  void aMutedNoticeIsThereButNotCountedUnlessItIsCritical() {
    put("{\"mutedCategories\":[\"" + muted + "\"]}").is(200);
    String quiet = post(muted, "WARNING");
    String critical = post(muted, "CRITICAL");

    var page = user.get("/api/v1/me/notices?category=" + muted).is(200).json();
    assertThat(page.path("counts").path("unread").asInt()).isEqualTo(1);
    assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(critical);
    assertThat(page.path("items").path(0).path("muted").asBoolean()).isFalse();
    assertThat(page.path("items").path(1).path("id").asString()).isEqualTo(quiet);
    assertThat(page.path("items").path(1).path("muted").asBoolean()).isTrue();
    assertThat(page.path("items").path(1).path("read").asBoolean()).isFalse();
    assertThat(user.get("/api/v1/me/notices?status=unread&category=" + muted).json().path("items"))
        .hasSize(1);

    put("{}").is(200);
    assertThat(user.get("/api/v1/me/counts").json().path("unread").asInt()).isEqualTo(2);
  }

  @Test
  void aMutedNoticeThatIsMarkedUnreadIsNotCountedEither() {
    String quiet = post(muted, "INFO");
    user.send(user.request("/api/v1/me/notices/" + quiet + "/unread").POST(Api.NOTHING)).is(204);
    startWithNothingUnread();
    assertThat(user.get("/api/v1/me/counts").json().path("unread").asInt()).isEqualTo(1);
    put("{\"mutedCategories\":[\"" + muted + "\"]}").is(200);
    assertThat(user.get("/api/v1/me/counts").json().path("unread").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Event", "", "a b", "\\u0000", "a\\n"})
  void aCategoryIsASlug(String category) {
    put("{\"mutedCategories\":[\"ok\",\"" + category + "\"]}")
        .refused("mutedCategories[1]", "must be 1-50 characters of a-z 0-9 -");
  }

  @Test
  void aHundredCategoriesAtTheMost() {
    String hundred =
        IntStream.range(0, 100)
            .mapToObj(i -> "\"%050d\"".formatted(i))
            .collect(Collectors.joining(","));
    put("{\"mutedCategories\":[" + hundred + "]}").is(200);
    put("{\"mutedCategories\":[" + hundred + ",\"one-more\"]}")
        .refused("mutedCategories", "must have at most 100");
  }

  @ParameterizedTest
  @CsvSource({
    "24:00,07:00,UTC,from,must be a time HH:mm from 00:00 to 23:59",
    "7:00,08:00,UTC,from,must be a time HH:mm from 00:00 to 23:59",
    "22:00,07:60,UTC,to,must be a time HH:mm from 00:00 to 23:59",
    "22:00,07:00:00,UTC,to,must be a time HH:mm from 00:00 to 23:59",
    "22:00,22:00,UTC,to,must differ from quietHours.from",
    "22:00,07:00,Mars/Base,zone,must be an IANA time zone such as Europe/Berlin",
    "22:00,07:00,+01:00,zone,must be an IANA time zone such as Europe/Berlin",
    "22:00,07:00,'',zone,must be an IANA time zone such as Europe/Berlin"
  })
  void quietHoursAreTimesInAZone(String from, String to, String zone, String field, String limit) {
    put("{\"quietHours\":{\"from\":\"%s\",\"to\":\"%s\",\"zone\":\"%s\"}}"
            .formatted(from, to, zone))
        .refused("quietHours." + field, limit);
  }

  @Test
  void quietHoursAreWholeOrNone() {
    put("{\"quietHours\":{}}")
        .refused("quietHours.from", "must be a time HH:mm from 00:00 to 23:59");
    put("{\"quietHours\":{\"from\":\"22:00\",\"to\":\"07:00\"}}")
        .refused("quietHours.zone", "must be an IANA time zone such as Europe/Berlin");
    put("{\"mutedCategories\":[null]}")
        .refused("mutedCategories[0]", "must be 1-50 characters of a-z 0-9 -");
    put("{\"quiet\":true}").refused("quiet", "is not a known field");
  }
}
