package dev.tidings.stats;

import dev.tidings.delivery.Audience;
import dev.tidings.delivery.Connection;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.delivery.ConnectionRequest;
import dev.tidings.delivery.Receipts;
import dev.tidings.delivery.StreamOutput;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventId;
import dev.tidings.publish.NoticeDesk;
import dev.tidings.security.Caller;
import dev.tidings.security.Role;
import dev.tidings.stream.NoticeReach;
import dev.tidings.testing.Draft;
import dev.tidings.testing.RunningTidings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to count whom notices reach: the processor time of a delivery, by turns with and
 * without the counting; not a test. {@code mvn test -Dquick= -Dtest=StatsBench}
 *
 * <p>The streams lead nowhere, so that what is compared is small: with sockets a delivery costs
 * more, and the counting as much as here.
 */
class StatsBench {
  private static final int STREAMS = Integer.getInteger("bench.streams", 2_000);
  private static final int ROUNDS = 7;
  private static final int POSTS = 60;

  /** Fewer deliveries than may wait to be counted. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  @TempDir Path folder;

  /** Takes everything. */
  private static final class Nowhere implements StreamOutput {
    @Override
    public void write(byte[] bytes) {}

    @Override
    public void complete() {}

    @Override
    public void abort() {}
  }

  private static Caller caller(String user, Set<Role> roles) {
    Instant later = Instant.now().plusSeconds(3_600);
    return new Caller(user, Set.of(), roles, List.of(), "t", null, later);
  }

  @Test
  void aDeliveryWithAndWithoutCounting() {
    try (var tidings = RunningTidings.start(folder.toString())) {
      tidings.part(Gathering.class).stop();
      var desk = new NoticeDesk(tidings, caller("olga", Set.of(Role.ADMIN)));
      List<Connection> streams = open(tidings);
      var without = new long[ROUNDS];
      var with = new long[ROUNDS];
      long lost = 0;
      for (int i = -2; i < ROUNDS; i++) { // two until the hot paths are compiled
        long off = round(desk, streams);
        tidings.part(Receipts.class).take();
        Gathering gathering = gathering(tidings);
        gathering.start();
        lost -= tidings.part(Receipts.class).lost();
        long on = round(desk, streams);
        lost += tidings.part(Receipts.class).lost();
        gathering.stop();
        if (i >= 0) {
          without[i] = off;
          with[i] = on;
        }
      }
      Arrays.sort(without);
      Arrays.sort(with);
      System.out.printf(
          "%,d streams, %d posts a round: a delivery takes %,d ns of processor time without"
              + " counting (%,d to %,d), %,d with it (%,d to %,d): %.2f times; %d not counted%n",
          STREAMS,
          POSTS,
          without[ROUNDS / 2],
          without[0],
          without[ROUNDS - 1],
          with[ROUNDS / 2],
          with[0],
          with[ROUNDS - 1],
          (double) with[ROUNDS / 2] / without[ROUNDS / 2],
          lost);
    }
  }

  private static Gathering gathering(RunningTidings tidings) {
    return new Gathering(
        tidings.part(Receipts.class),
        tidings.part(ReadReports.class),
        tidings.part(NoticeReach.class),
        tidings.part(Sampler.class),
        new SimpleMeterRegistry(),
        Clock.systemUTC());
  }

  private static List<Connection> open(RunningTidings tidings) {
    var registry = tidings.part(ConnectionRegistry.class);
    var streams = new ArrayList<Connection>();
    EventId head = Objects.requireNonNull(EventId.parse(tidings.head()));
    for (int i = 0; i < STREAMS; i++) {
      Caller caller = caller("u" + i, Set.of());
      streams.add(
          registry.open(
              new ConnectionRequest(
                  caller.user(),
                  caller.tokenId(),
                  null,
                  caller.expiresAt(),
                  Audience.of(Set.of(AudienceKey.ALL, AudienceKey.user(caller.user()))),
                  head,
                  new byte[0],
                  ConnectionRequest.FOR_USERS),
              new Nowhere()));
    }
    return streams;
  }

  /** Nanoseconds of processor time for one delivery, posting included. */
  private static long round(NoticeDesk desk, List<Connection> streams) {
    long start = processorTime();
    EventId last = null;
    long due = System.nanoTime();
    for (int i = 0; i < POSTS; i++) {
      last = desk.post(Draft.to("all").with("body", "x".repeat(300))).eventId();
      due += PAUSE_NANOS;
      LockSupport.parkNanos(due - System.nanoTime());
    }
    long head = Objects.requireNonNull(last).seq();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> streams.stream().allMatch(stream -> stream.position().seq() >= head));
    return (processorTime() - start) / (POSTS * (long) streams.size());
  }

  private static long processorTime() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuTime();
  }
}
