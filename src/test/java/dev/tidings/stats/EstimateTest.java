package dev.tidings.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.RawStream;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.PublisherToken;
import dev.tidings.testing.RunningTidings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many a notice would reach right now. Answers are 5 s old, so each audience is new. */
class EstimateTest {
  private final RunningTidings tidings = RunningTidings.on(Database.H2);
  private final Api admin = tidings.as(Tokens.admin("olga"));
  private final String ann = Fresh.name("ann");
  private final String ben = Fresh.name("ben");
  private final String group = Fresh.name("group");
  private final List<RawStream> streams = new ArrayList<>();

  @AfterEach
  void close() {
    streams.forEach(RawStream::close);
  }

  private void open(String token, String path) {
    var stream = RawStream.open(tidings.port(), path, token);
    streams.add(stream);
    stream.until("cursor");
  }

  private void open(String user, List<String> groups) {
    open(Tokens.user(user, groups), "/api/v1/me/stream");
  }

  private static Answer estimate(Api caller, String... audience) {
    String keys = Stream.of(audience).map(key -> '"' + key + '"').collect(Collectors.joining(","));
    return caller.send(
        caller.json("/api/v1/audiences/estimate").POST(Api.body("{\"audience\":[" + keys + "]}")));
  }

  private void assertEstimate(int users, int connections, String... audience) {
    assertThat(estimate(admin, audience).is(200).body())
        .isEqualTo(
            "{\"usersOnline\":%d,\"connections\":%d,\"allServers\":true}"
                .formatted(users, connections));
  }

  @Test
  void aUserCountsOnceWithHoweverManyStreamsAndKeys() {
    open(ann, List.of(group));
    open(ann, List.of(group));
    open(ben, List.of(group, "other-" + group));

    assertEstimate(2, 3, "group:" + group);
    assertEstimate(1, 1, "group:other-" + group);
    assertEstimate(1, 2, "user:" + ann);
    assertEstimate(2, 3, "user:" + ann, "group:" + group, "group:other-" + group);
    assertEstimate(0, 0, "group:nobody-" + group);
  }

  @Test
  void everybodyIsForEverybody() {
    open(ann, List.of());
    open(ben, List.of(group));

    Answer all = estimate(admin, "all", "user:" + ann).is(200);
    assertThat(all.json().path("usersOnline").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(all.json().path("connections").asInt()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void anOperatorsTailReachesNobody() {
    open(Tokens.admin(ann), "/api/v1/admin/stream/tail");
    assertEstimate(0, 0, "user:" + ann);
  }

  @Test
  void theAnswerMayBeFiveSecondsOld() {
    assertEstimate(0, 0, "user:" + ann);
    open(ann, List.of());
    assertEstimate(0, 0, "user:" + ann);
  }

  @Test
  void aPublisherEstimatesWhomTheyMayAddress() {
    Api publisher = tidings.as(PublisherToken.of("paul", "group:" + group));
    estimate(publisher, "group:" + group).is(200);
    estimate(publisher, "group:" + group, "all").refused(403, "audience-forbidden");
    estimate(tidings.as(Tokens.user(ann, List.of())), "all").refused(403, "forbidden");
  }

  @Test
  void anAudienceThatNoNoticeCouldHaveIsRefused() {
    estimate(admin).refused("audience", "must have 1 to 1,000 audience keys");
    assertThat(estimate(admin, "all", "room:1").refused(400, "invalid-value").text("field"))
        .isEqualTo("audience[1]");
  }
}
