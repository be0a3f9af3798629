package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Proxy.Cut;
import dev.tidings.harness.Proxy.Mode;
import dev.tidings.stream.SteeredServer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scheduled notices are published once and in time, whatever happens to servers meanwhile. */
class ScheduleFailureIT {
  private static final int NOTICES = 20;

  @RegisterExtension
  static final Stage STAGE = Stage.of(2, SteeredServer.class.getName(), Map.of());

  private final Cluster cluster = STAGE.cluster();
  private final String category = "schedule-" + UUID.randomUUID().toString().substring(0, 8);

  @AfterEach
  void setRight() {
    cluster.node(1).orders().turnClock(Duration.ZERO);
  }

  /**
   * What became of a scheduled notice.
   *
   * @param late how much later than its time it was published
   */
  private record Published(Duration late, int events) {}

  private void schedule(int node, Instant publishAt) throws Exception {
    for (int i = 0; i < NOTICES; i++) {
      var answer =
          STAGE
              .api(node)
              .post(
                  "{\"audience\":[\"all\"],\"title\":\"t\",\"category\":\"%s\",\"publishAt\":\"%s\"}"
                      .formatted(category, publishAt));
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.body()).contains("\"status\":\"SCHEDULED\"");
    }
  }

  private List<Published> published() {
    try (var connection = cluster.postgres().connect();
        var query =
            connection.prepareStatement(
                "select publish_at, published_at, (select count(*) from event_log e"
                    + " where e.notice_id = n.id) as events"
                    + " from notice n where category = ? and status = 'PUBLISHED'")) {
      query.setString(1, category);
      var found = new ArrayList<Published>();
      var rows = query.executeQuery();
      while (rows.next()) {
        Instant due = rows.getTimestamp("publish_at").toInstant();
        Instant out = rows.getTimestamp("published_at").toInstant();
        found.add(new Published(Duration.between(due, out), rows.getInt("events")));
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void report(String what, List<Published> published) {
    System.out.printf(
        "%s: %d published, the last one %d ms after its time%n",
        what,
        published.size(),
        published.stream().mapToLong(notice -> notice.late().toMillis()).max().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT1H", "PT-1H"})
  void twoServersPublishEachOnceAndInTimeThoughOnesClockIsWrong(Duration off) throws Exception {
    cluster.node(1).orders().turnClock(off);
    Instant due = Instant.now().plusSeconds(3);
    schedule(1, due);
    assertThat(published()).isEmpty();
    await().until(() -> published().size() == NOTICES);

    report("clock " + off, published());
    assertThat(published())
        .allSatisfy(
            notice -> {
              assertThat(notice.late()).isBetween(Duration.ZERO, Duration.ofSeconds(1));
              assertThat(notice.events()).isEqualTo(1);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H"})
  void aWrongClockDoesNotEndANoticeNorKeepIt(Duration off) throws Exception {
    cluster.node(1).orders().turnClock(off);
    String ends = Instant.now().plus(Duration.ofMinutes(30)).toString();
    var answer =
        STAGE
            .api(1)
            .post(
                "{\"audience\":[\"all\"],\"title\":\"t\",\"category\":\"%s\",\"expiresAt\":\"%s\"}"
                    .formatted(category, ends));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body()).contains("\"status\":\"PUBLISHED\"");
    for (int node = 0; node < 2; node++) {
      assertThat(
              STAGE.api(node).get("/api/v1/notices?status=PUBLISHED&category=" + category).body())
          .contains("\"status\":\"PUBLISHED\"");
    }
    assertThat(
            STAGE
                .api(1)
                .post(
                    "{\"audience\":[\"all\"],\"title\":\"t\",\"expiresAt\":\"%s\"}"
                        .formatted(Instant.now().minusSeconds(1)))
                .status())
        .isEqualTo(400);
  }

  @Test
  void serversThatWereDownAtItsTimePublishItOnceWhenTheyAreBack() throws Exception {
    Instant due = Instant.now().plusSeconds(6);
    schedule(0, due);
    cluster.nodes().forEach(node -> node.server().kill());
    assertThat(published()).isEmpty();
    await().until(() -> Instant.now().isAfter(due));
    var restarts =
        cluster.nodes().stream()
            .map(node -> Thread.ofVirtual().start(node::killAndRestart))
            .toList();
    for (Thread restart : restarts) {
      restart.join();
    }
    long ready = System.nanoTime();
    await().until(() -> published().size() == NOTICES);

    report("both down", published());
    assertThat(Duration.ofNanos(System.nanoTime() - ready)).isLessThan(Duration.ofSeconds(2));
    assertThat(published()).allMatch(notice -> notice.events() == 1);
  }

  @Test
  void aDatabaseThatIsAwayAtItsTimeDelaysItOnly() throws Exception {
    Instant due = Instant.now().plusSeconds(2);
    schedule(0, due);
    cluster.nodes().forEach(node -> node.database().mode(Mode.REFUSE));
    cluster.nodes().forEach(node -> node.database().cut(Cut.FIN));
    await().until(() -> Instant.now().isAfter(due.plusSeconds(5)));
    cluster.nodes().forEach(node -> node.database().mode(Mode.PASS));
    long back = System.nanoTime();
    await().until(() -> published().size() == NOTICES);

    report("database away", published());
    assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(5));
    assertThat(published()).allMatch(notice -> notice.events() == 1);
  }

  /** It has taken a notice whose time has come, and nothing of that is in the database yet. */
  @Test
  void aServerThatIsKilledBeforeWhatItPublishesIsStoredLeavesItToTheOther() throws Exception {
    Instant due = Instant.now().plusSeconds(2);
    schedule(0, due);
    try (var holder = cluster.postgres().connect();
        var statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select 1 from stream_head where id = 1 for update");
      await().pollInterval(Duration.ofMillis(20)).until(() -> waitingForTheNumber() == 2);
      cluster.node(0).server().kill();
      holder.rollback();
    }
    await().until(() -> published().size() == NOTICES);

    report("one killed before it stored", published());
    assertThat(published()).allMatch(notice -> notice.events() == 1);
    cluster.node(0).killAndRestart();
    assertThat(published()).hasSize(NOTICES).allMatch(notice -> notice.events() == 1);
  }

  /** Sessions of both servers that are in the middle of publishing. */
  private int waitingForTheNumber() throws SQLException {
    try (var connection = cluster.postgres().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from pg_stat_activity"
                    + " where wait_event_type = 'Lock' and query like '%stream_head%'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** It has stored that a notice is published, and done nothing else about it. */
  @Test
  void aServerThatIsKilledOnceItHasStoredWhatItPublishesDoesNotPublishItAgain() throws Exception {
    schedule(0, Instant.now().plusSeconds(2));
    cluster.node(0).orders().stopAt(SteeredServer.Step.BEFORE_ANSWER);
    await().until(cluster.node(0).orders()::wasObeyed);
    await().until(() -> published().size() == NOTICES);
    cluster.node(0).orders().revoke();
    cluster.node(0).killAndRestart();

    report("one killed after it stored", published());
    assertThat(published()).hasSize(NOTICES).allMatch(notice -> notice.events() == 1);
  }
}
