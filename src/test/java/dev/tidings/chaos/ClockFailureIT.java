package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.RawStream;
import dev.tidings.harness.Tokens;
import dev.tidings.stream.SteeredServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One server's clock is moved by an hour while it runs; the other one's is right. */
class ClockFailureIT {
  private static final String STREAM = "/api/v1/me/stream";

  @RegisterExtension
  static final Stage STAGE =
      Stage.of(
          2,
          SteeredServer.class.getName(),
          Map.of("TIDINGS_DELIVERY_HEARTBEAT", "1s", "TIDINGS_DELIVERY_MAX_PER_USER", "4"));

  private final Cluster cluster = STAGE.cluster();
  private final Node wrong = cluster.node(1);
  private Observers observers;

  @BeforeEach
  void watch() {
    observers = STAGE.observers();
  }

  @AfterEach
  void setRight() {
    wrong.orders().turnClock(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H"})
  void aServerWhoseClockIsAnHourOffDeliversAsTheOthers(Duration off) {
    long epoch = cluster.dump().head().epoch();
    wrong.orders().turnClock(off);
    observers.postFor(Duration.ofSeconds(2), cluster.node(0), wrong);
    observers.at(1).cut();
    observers.postFor(Duration.ofSeconds(2), cluster.node(0), wrong);
    wrong.orders().turnClock(Duration.ZERO);
    observers.postFor(Duration.ofSeconds(1), cluster.node(0), wrong);

    observers.assertNothingIsWrong();
    observers.report("clock " + off);
    assertThat(observers.slowest(0)).isLessThan(500);
    assertThat(observers.at(0).connections()).isEqualTo(1);
    assertThat(observers.at(1).connections()).as("only the cut ended it").isEqualTo(2);
    assertThat(observers.at(1).resets()).isZero();
    assertThat(observers.at(1).lastBye()).isEmpty();
    assertThat(cluster.dump().head().epoch()).isEqualTo(epoch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H"})
  void theOldestOfAUsersStreamsEndsWhateverTheServersClocksSay(Duration off) {
    wrong.orders().turnClock(off);
    String user = "many" + off;
    String token = Tokens.user(user, List.of());
    var streams = new ArrayList<RawStream>();
    for (int port : new int[] {port(0), port(1), port(0), port(1), port(1)}) {
      streams.add(RawStream.open(port, STREAM, token));
      streams.getLast().until("cursor");
      int open = Math.min(streams.size(), 4);
      await().until(() -> counted(user) == open);
    }

    assertThat(streams.getFirst().until("bye").getLast().data()).contains("\"too-many\"");
    streams.forEach(RawStream::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H"})
  void aTicketOpensAStreamOnAServerWhoseClockIsAnHourOff(Duration off) throws Exception {
    String ticket = STAGE.api(0).ticket();
    wrong.orders().turnClock(off);
    try (var stream = RawStream.open(port(1), STREAM + "?ticket=" + ticket, "")) {
      assertThat(stream.status()).isEqualTo(200);
    }
  }

  private long counted(String user) {
    return cluster.redis().master().ask(redis -> redis.zcard("tidings:streams:" + user));
  }

  @Test
  void tokensEndByTheClockOfTheServerThatIsAsked() {
    String token = Tokens.userUntil("tim", Duration.ofMinutes(30));
    String over = Tokens.userUntil("tim", Duration.ofMinutes(-30));
    try (var stream = RawStream.open(port(1), STREAM, token)) {
      stream.until("cursor");
      wrong.orders().turnClock(Duration.ofHours(1));

      assertThat(stream.until("bye").getLast().data()).contains("\"expired\"");
    }
    assertThat(status(1, token)).isEqualTo(401);
    assertThat(status(0, token)).isEqualTo(200);
    wrong.orders().turnClock(Duration.ofHours(-1));
    assertThat(status(1, over)).isEqualTo(200);
    assertThat(status(0, over)).isEqualTo(401);
  }

  private int status(int node, String token) {
    try (var stream = RawStream.open(port(node), STREAM, token)) {
      return stream.status();
    }
  }

  private int port(int node) {
    return cluster.node(node).server().port();
  }
}
