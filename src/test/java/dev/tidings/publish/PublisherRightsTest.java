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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublisherRightsTest {
  private final RunningTidings tidings = RunningTidings.on(Database.H2);
  private final Api admin = tidings.as(Tokens.admin("olga"));

  private Api publisher(String... publish) {
    return tidings.as(PublisherToken.of("pia", publish));
  }

  private static void assertForbidden(Answer answer, String keys) {
    answer.refused(403, "audience-forbidden");
    assertThat(answer.text("field")).isEqualTo("audience");
    assertThat(answer.text("detail")).isEqualTo("The token does not allow to address " + keys);
  }

  @ParameterizedTest
  @CsvSource({
    "group:500,  group:500",
    "user:alice, user:alice",
    "all,        all",
    "group:*,    group:500",
    "user:*,     user:alice",
    "*,          group:500",
    "*,          user:alice",
    "*,          all"
  })
  void aPublisherAddressesWhomTheTokenNames(String publish, String key) {
    publisher(publish).post(Draft.to(key)).is(201);
    publisher("user:other", publish).post(Draft.to(key)).is(201);
  }

  @ParameterizedTest
  @CsvSource({
    "group:500, group:501",
    "group:500, group:5000",
    "group:500, user:500",
    "group:500, all",
    "group:*,   user:alice",
    "group:*,   all",
    "user:*,    group:500",
    "user:*,    all",
    "all,       group:500",
    "all,       user:alice"
  })
  void andNobodyElse(String publish, String key) {
    assertForbidden(publisher(publish).post(Draft.to(key)), key);
  }

  @Test
  void everyKeyMustBeCovered() {
    var draft = Draft.to("group:500", "group:501", "user:alice", "group:502");
    publisher("group:500", "group:501", "group:502", "user:alice").post(draft).is(201);
    assertForbidden(publisher("group:501", "user:*").post(draft), "group:500, group:502");
  }

  @Test
  void whoMayAddressNobodyPostsNothing() {
    assertForbidden(publisher().post(Draft.to("group:500")), "group:500");
  }

  @Test
  void whatIsForbiddenIsNotStored() {
    String title = Fresh.name("title");
    assertForbidden(
        publisher("group:500").post(Draft.to("group:500", "all").with("title", title)), "all");
    assertThat(tidings.stored(title)).isZero();
  }

  @Test
  void aPublisherSeesOnlyWhatIsCoveredAsAWhole() {
    Answer covered = admin.post(Draft.to("group:500", "user:alice")).is(201);
    Answer partly = admin.post(Draft.to("group:500", "group:501")).is(201);
    Api pia = publisher("group:500", "user:*");
    assertThat(pia.get(covered.header("Location")).is(200).json()).isEqualTo(covered.json());
    pia.get(partly.header("Location")).refused(404, "not-found");
    publisher().get(covered.header("Location")).refused(404, "not-found");
    admin.get(partly.header("Location")).is(200);
  }

  @Test
  void whatIsNotCoveredLooksLikeWhatDoesNotExist() {
    Answer hidden = admin.post(Draft.to("group:501")).is(201);
    Answer refused = publisher("group:500").get(hidden.header("Location"));
    Answer missing = publisher("group:500").get("/api/v1/notices/" + UUID.randomUUID());
    assertThat(refused.is(404).body().replace(hidden.text("id"), "<id>"))
        .isEqualTo(missing.is(404).body().replaceAll("[0-9a-f-]{36}", "<id>"));
  }

  @Test
  void aKeyThatWasUsedForMoreDoesNotLetAPublisherIn() {
    String key = Fresh.name("key");
    String draft = Draft.to("group:501").json();
    publisher("group:501").post(draft, key).is(201);
    assertForbidden(publisher("group:500").post(draft, key), "group:501");
  }

  @Test
  void aPlainUserNeitherPostsNorLooks() {
    Answer posted = admin.post(Draft.to("group:500")).is(201);
    Api user = tidings.as(Tokens.user("uma", List.of("500")));
    user.post(Draft.to("user:uma")).refused(403, "forbidden");
    user.get(posted.header("Location")).refused(403, "forbidden");
    user.post("{").refused(403, "forbidden");
  }

  @Test
  void whoIsUnknownIsAskedForAToken() {
    Answer answer = tidings.as("no token").post(Draft.to("all")).refused(401, "token-invalid");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }
}
