package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Frozen;
import dev.tidings.harness.Proxy;
import dev.tidings.harness.Proxy.Cut;
import dev.tidings.harness.Proxy.Mode;
import dev.tidings.harness.StreamClient;
import dev.tidings.notice.EventId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One failure at a time of the database, and what users and posters are to notice of it. */
class DatabaseFailureIT {
  @RegisterExtension
  static final Stage STAGE =
      Stage.of(2, Cluster.TIDINGS, Map.of("TIDINGS_DELIVERY_HEARTBEAT", "1s"));

  private final Cluster cluster = STAGE.cluster();
  private final Api first = STAGE.api(0);
  private final Api second = STAGE.api(1);
  private Observers observers;

  @BeforeEach
  void watch() {
    observers = STAGE.observers();
  }

  @Test
  void withoutTheDatabasePostsAreRefusedAtOnceAndNoStreamDrops() throws Exception {
    String ticket = first.ticket();
    edges().forEach(edge -> edge.mode(Mode.REFUSE));
    edges().forEach(edge -> edge.cut(Cut.FIN));
    assertStreamsLiveOnWhilePostsAreRefused(3_000);
    assertThat(first.stream(ticket)).as("an EventSource comes back after it").contains("overload");
    edges().forEach(edge -> edge.mode(Mode.PASS));
    assertAllIsWellAgain();
  }

  @Test
  void aServerThatIsCutFromTheDatabaseIsNotLate() {
    cluster.node(1).database().mode(Mode.BLACKHOLE);
    for (int i = 0; i < 12; i++) {
      observers.post(cluster.node(0));
      LockSupport.parkNanos(1_200_000_000L); // so that the reader finds the stream quiet
    }
    observers.awaitAll();
    System.out.printf(
        "server cut from the database: slowest notice after %d ms and %d ms%n",
        observers.slowest(0), observers.slowest(1));
    cluster.node(1).database().mode(Mode.PASS);

    assertAllIsWellAgain();
    assertThat(observers.slowest(1)).isLessThan(3_000);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsLikeOneThatIsGone() throws Exception {
    edges().forEach(edge -> edge.mode(Mode.BLACKHOLE));
    assertStreamsLiveOnWhilePostsAreRefused(3_000);
    edges().forEach(edge -> edge.cut(Cut.RST));
    edges().forEach(edge -> edge.mode(Mode.PASS));
    assertAllIsWellAgain();
  }

  /**
   * @param millis what the first post at each server may take; the later ones are refused at once
   */
  private void assertStreamsLiveOnWhilePostsAreRefused(long millis) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < 6; i++) {
      Api.Answer answer = (i % 2 == 0 ? first : second).post(UUID.randomUUID().toString(), "lost");
      System.out.printf("no database: %d after %d ms%n", answer.status(), answer.millis());
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.retryAfter()).matches("[0-9]+");
      assertThat(answer.millis()).isLessThan(i < 2 ? millis : 500);
    }
    observers.at(0).cut();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> observers.at(0).connections() == 2 && observers.at(0).lastHeard() > start);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> System.nanoTime() - start > Duration.ofSeconds(4).toNanos());
    for (int i = 0; i < 2; i++) {
      StreamClient client = observers.at(i);
      assertThat(System.nanoTime() - client.lastHeard())
          .as("heartbeats go on")
          .isLessThan(Duration.ofSeconds(2).toNanos());
      assertThat(client.lastBye()).isEmpty();
    }
    assertThat(observers.at(1).connections()).as("no open stream dropped").isEqualTo(1);
  }

  private void assertAllIsWellAgain() {
    observers.post(cluster.node(0));
    observers.post(cluster.node(1));
    observers.assertNothingIsWrong();
  }

  @Test
  void aConnectionThatBreaksUnderAPostIsAnsweredWithTryAgain() throws Exception {
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    var enough = new CountDownLatch(1);
    try (var posters = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        posters.submit(
            () -> {
              while (enough.getCount() > 0) {
                statuses.add(first.post(UUID.randomUUID().toString(), "cut off").status());
              }
              return null;
            });
      }
      for (int i = 0; i < 10; i++) {
        LockSupport.parkNanos(200_000_000);
        cluster.node(0).database().cut(Cut.RST);
      }
      enough.countDown();
    }
    assertAllIsWellAgain();
    assertThat(statuses).contains(201).isSubsetOf(201, 503);
  }

  @Test
  void whoHoldsTheNumberForLongKeepsOthersWaitingForAFewSecondsOnly() throws Exception {
    try (var holder = cluster.postgres().connect();
        var statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select 1 from stream_head where id = 1 for update");
      Api.Answer refused = first.post(UUID.randomUUID().toString(), "refused");
      System.out.printf("number held: %d after %d ms%n", refused.status(), refused.millis());

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.retryAfter()).matches("[0-9]+");
      assertThat(refused.millis()).isLessThan(5_000);
      holder.rollback();
    }
    assertAllIsWellAgain();
  }

  @Test
  void aServerThatFreezesWithTheNumberInItsHandsLosesIt() throws Exception {
    var enough = new CountDownLatch(1);
    try (var posters = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        posters.submit(
            () -> {
              while (enough.getCount() > 0) {
                first.post(UUID.randomUUID().toString(), "busy");
              }
              return null;
            });
      }
      long frozenAt = freezeInsideATransaction(enough);
      System.out.printf("writer frozen: others post again after %d ms%n", frozenAt);
      assertThat(frozenAt).isLessThan(9_000);
    }
    assertAllIsWellAgain();
  }

  /** Returns after how many milliseconds another server's post was answered 201. */
  private long freezeInsideATransaction(CountDownLatch enough) throws Exception {
    for (int attempt = 0; attempt < 50; attempt++) {
      LockSupport.parkNanos((20 + attempt) * 1_000_000L);
      try (var frozen = Frozen.of(cluster.node(0).server().handle())) {
        LockSupport.parkNanos(50_000_000);
        if (isHeld()) {
          long start = System.nanoTime();
          enough.countDown();
          String key = UUID.randomUUID().toString();
          Api.Answer answer;
          do {
            answer = second.post(key, "from another server");
            System.out.printf("writer frozen: %d after %d ms%n", answer.status(), answer.millis());
            assertThat(answer.status()).isIn(201, 503);
            assertThat(answer.millis()).isLessThan(5_000);
          } while (answer.status() != 201);
          return (System.nanoTime() - start) / 1_000_000;
        }
      }
    }
    throw new AssertionError("it never froze inside a transaction");
  }

  private boolean isHeld() throws SQLException {
    try (var connection = cluster.postgres().connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select 1 from stream_head where id = 1 for update skip locked")) {
      return !row.next();
    }
  }

  @Test
  void aBackupThatIsRestoredUnderRunningServersMakesAResetAndThenAllIsNormal() throws Exception {
    cluster.postgres().backUp();
    EventId lost = null;
    for (int i = 0; i < 3; i++) {
      lost = EventId.parse(observers.post(cluster.node(i % 2)).eventId());
    }
    observers.awaitAll();
    cluster.postgres().restore();
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> observers.at(0).resets() == 1 && observers.at(1).resets() == 1);
    try (var after = new Observers(cluster)) {
      EventId next = EventId.parse(after.post(cluster.node(1)).eventId());
      assertThat(next.epoch()).isGreaterThan(lost.epoch());
      assertThat(next.seq()).isLessThanOrEqualTo(lost.seq());
      after.postFor(Duration.ofSeconds(1), cluster.node(0), cluster.node(1));
      after.assertNothingIsWrong();
      assertThat(after.at(0).resets() + after.at(1).resets()).isZero();
    }
  }

  private List<Proxy> edges() {
    return cluster.nodes().stream().map(Node::database).toList();
  }
}
