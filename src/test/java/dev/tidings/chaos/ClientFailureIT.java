package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Ledger;
import dev.tidings.harness.Patience;
import dev.tidings.harness.Poster;
import dev.tidings.harness.Proxy;
import dev.tidings.harness.Proxy.Cut;
import dev.tidings.harness.Proxy.Mode;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.Sockets;
import dev.tidings.harness.StreamClient;
import dev.tidings.harness.Tokens;
import dev.tidings.harness.VanishingClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong between a client and a server. */
class ClientFailureIT {
  private static final String STREAM = "/api/v1/me/stream";

  @RegisterExtension
  static final Stage STAGE =
      Stage.of(
          Cluster.TIDINGS,
          List.of(
              Map.of("TIDINGS_DELIVERY_HEARTBEAT", "1s", "TIDINGS_DELIVERY_STALL", "3s"),
              Map.of()));

  private final Node node = STAGE.node(0);
  private final Api api = STAGE.api(0);
  private Proxy edge;

  @BeforeEach
  void build() {
    edge = new Proxy(node.server().port());
  }

  @AfterEach
  void tearDown() {
    edge.close();
  }

  @Test
  void aClientOnASlowLineIsEndedAndCatchesUpAndDelaysNobody() {
    var ledger = new Ledger();
    var poster = new Poster(() -> node.server().uri("/api/v1/notices"), ledger);
    edge.mode(Mode.THROTTLE, 400);
    var patience = new Patience(0.1, Duration.ofSeconds(10));
    try (var slow = new StreamClient("sal", List.of("x"), edge::port, patience, ledger);
        var quick =
            new StreamClient("quin", List.of("x"), () -> node.server().port(), patience, ledger)) {
      await().until(() -> !slow.position().isEmpty() && !quick.position().isEmpty());
      String filler = "x".repeat(180);
      for (int i = 0; i < 1_500; i++) {
        poster.post(filler + i, List.of("group:x"), Duration.ofSeconds(10));
      }
      await().atMost(Duration.ofSeconds(2)).until(() -> quick.notices().size() == 1_500);
      assertThat(quick.connections()).isEqualTo(1);
      await().atMost(Duration.ofSeconds(20)).until(() -> streamsOf(api, "sal") == 0);
      edge.mode(Mode.PASS);
      edge.cut(Cut.RST);

      await().atMost(Duration.ofSeconds(20)).until(() -> slow.notices().size() == 1_500);
      assertThat(slow.notices()).isEqualTo(quick.notices());
      assertThat(slow.breaches()).isEmpty();
    }
  }

  @Test
  void aClientWhoseLineIsDeadNoticesItAndGoesOnElsewhere() {
    var ledger = new Ledger();
    var poster = new Poster(() -> node.server().uri("/api/v1/notices"), ledger);
    var patience = new Patience(0.1, Duration.ofSeconds(3));
    try (var client =
        new StreamClient(
            "hal",
            List.of(),
            () -> edge.open() == 0 ? edge.port() : node.server().port(),
            patience,
            ledger)) {
      await().until(() -> !client.position().isEmpty());
      edge.mode(Mode.BLACKHOLE);
      long start = System.nanoTime();
      poster.post("while the line is dead", List.of("user:hal"), Duration.ofSeconds(10));

      await().atMost(Duration.ofSeconds(8)).until(() -> client.notices().size() == 1);
      System.out.printf(
          "dead line: resumed after %d ms%n", (System.nanoTime() - start) / 1_000_000);
      assertThat(client.connections()).isEqualTo(2);
      assertThat(client.breaches()).isEmpty();
    }
  }

  @Test
  void aClientThatVanishedWithoutAWordIsForgottenWithinThirtySeconds() {
    int port = STAGE.node(1).server().port();
    try (var client = new VanishingClient(port)) {
      client.listen(Tokens.user("van", List.of()), "cursor");
      client.vanish();
      long start = System.nanoTime();

      await()
          .atMost(Duration.ofSeconds(31)) // two heartbeats, and the watch's second look
          .until(() -> streamsOf(STAGE.api(1), "van") == 0 && !Sockets.isOpen(port, client.port()));
      System.out.printf("vanished: freed after %d ms%n", (System.nanoTime() - start) / 1_000_000);
    }
  }

  @Test
  void aClientThatTakesNothingIsEndedAndFreedWithinFifteenSeconds() throws Exception {
    Api server = STAGE.api(1);
    String token = Tokens.user("stu", List.of());
    int port = STAGE.node(1).server().port();
    try (var stuck = RawStream.open(port, STREAM, token)) {
      stuck.until("cursor");
      long start = System.nanoTime();
      String notice =
          "{\"audience\":[\"user:stu\"],\"title\":\"big\",\"body\":\"%s\"}"
              .formatted("x".repeat(10_000));
      for (int i = 0; i < 40; i++) {
        assertThat(server.post(notice).status()).isEqualTo(201);
      }

      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> streamsOf(server, "stu") == 0 && !Sockets.isOpen(port, stuck.port()));
      System.out.printf(
          "takes nothing: freed after %d ms%n", (System.nanoTime() - start) / 1_000_000);
    }
  }

  @Test
  void longPollingWorksThroughAProxyThatHoldsStreamsBack() throws IOException {
    edge.mode(Mode.BUFFER_UNTIL, 64 * 1024);
    String token = Tokens.user("bob", List.of());
    try (var held = Executors.newVirtualThreadPerTaskExecutor()) {
      var stream = held.submit(() -> RawStream.open(edge.port(), STREAM, token).next());
      String cursor = field(poll(token, ""), "cursor");
      var posted =
          new Poster(() -> node.server().uri("/api/v1/notices"), new Ledger())
              .post("through a buffer", List.of("user:bob"), Duration.ofSeconds(10));

      assertThat(poll(token, "&after=" + cursor)).contains(posted.eventId());
      assertThat(stream.isDone()).as("the stream itself is held back").isFalse();
      edge.cut(Cut.RST);
    }
  }

  private String poll(String token, String after) {
    try (var answer = RawStream.open(edge.port(), "/api/v1/me/poll?wait=5" + after, token)) {
      assertThat(answer.status()).isEqualTo(200);
      return String.valueOf(answer.line());
    }
  }

  private static String field(String json, String name) {
    int start = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return json.substring(start, json.indexOf('"', start));
  }

  @Test
  void aPostThatIsSentTwentyTimesThroughALineThatLosesTheAnswersIsOneNotice() throws Exception {
    edge.mode(Mode.DROP_REPLY);
    String key = UUID.randomUUID().toString();
    String title = "once " + key;
    var lossy = new Api(edge.port());
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        var sent = senders.submit(() -> lossy.post(key, title));
        if (i % 5 == 4) {
          assertThat(sent).failsWithin(Duration.ofSeconds(15));
        }
      }
    }
    Api.Answer last = api.post(key, title);

    assertThat(last.status()).isEqualTo(201);
    assertThat(STAGE.cluster().dump().titles().values()).filteredOn(title::equals).hasSize(1);
    assertThat(STAGE.cluster().dump().rows())
        .filteredOn(row -> row.payload().contains(title))
        .singleElement()
        .satisfies(row -> assertThat(last.body()).contains(row.id().toString()));
  }

  private static int streamsOf(Api api, String user) throws Exception {
    String body = api.get("/api/v1/admin/connections?user=" + user).body();
    return body.split("\"user\":\"" + user + "\"", -1).length - 1;
  }
}
