import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * What a server needs for so many open streams: memory for each, processor time for each delivery,
 * and how soon everybody has a notice. Starts a server of its own and ends it. The clients share
 * the machine with it, so a server alone does better.
 *
 * <p>Run with Java 25 on Linux: {@code java bench/Sizing.java target/tidings-0.1.0.jar [streams]}
 */
public final class Sizing {
  private static final int FEW = 50;
  private static final int WARM_UP = 1_000;
  private static final int PACED = 100;
  private static final int BURST = 200;

  private final OwnServer server;
  private final AtomicLongArray due = new AtomicLongArray(WARM_UP + PACED + BURST);
  private final List<Streams> streams = new ArrayList<>();
  private int posted;

  private Sizing(OwnServer server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 5_000;
    try (var server = new OwnServer(Path.of(args[0]).toAbsolutePath().toString(), count + FEW)) {
      new Sizing(server).run(count);
    }
    System.exit(0);
  }

  private void run(int count) throws Exception {
    await("a server that is ready", server::isReady);
    open(FEW);
    post(WARM_UP, FEW);
    OwnServer.Memory few = server.memory();
    long start = System.nanoTime();
    open(count);
    double seconds = (System.nanoTime() - start) / 1e9;
    OwnServer.Memory many = server.memory();
    System.out.printf(
        "%,d streams opened in %.1f s%n"
            + "memory with %d streams: %,d MiB, live heap %,d MiB%n"
            + "each further stream: %.1f KiB, live heap %.1f KiB%n",
        count,
        seconds,
        FEW,
        few.resident() / 1024,
        few.heap() / 1024,
        (many.resident() - few.resident()) / (double) count,
        (many.heap() - few.heap()) / (double) count);
    measure("5 notices a second for everybody", PACED, 5);
    measure(BURST + " notices at once for everybody", BURST, 1_000_000);
  }

  private void open(int count) throws Exception {
    var some = new Streams(count, due);
    streams.add(some);
    for (int i = 0; i < count; i++) {
      some.open(i, server.port(), OwnServer.token("u" + streams.size() + "-" + i, "USER"));
      if (i % 100 == 99) {
        int opened = i + 1;
        await(opened + " streams", () -> some.ready() >= opened);
      }
    }
    await("all streams", () -> some.ready() == count);
  }

  private void measure(String what, int posts, int perSecond) throws Exception {
    int first = posted;
    int before = arrived();
    double micros = server.processorMicros();
    long start = System.nanoTime();
    post(posts, perSecond);
    double seconds = (System.nanoTime() - start) / 1e9;
    int deliveries = arrived() - before;
    long[] delays = streams.stream().flatMapToLong(some -> some.delays(first)).sorted().toArray();
    System.out.printf(
        "%s: %,d deliveries, %,.0f a second; p50 %.0f ms, p99 %.0f ms; %.1f us of processor time"
            + " each%n",
        what,
        deliveries,
        deliveries / seconds,
        delays[delays.length / 2] / 1e6,
        delays[(int) (delays.length * 0.99)] / 1e6,
        (server.processorMicros() - micros) / deliveries);
  }

  private int arrived() {
    return streams.stream().mapToInt(Streams::arrived).sum();
  }

  /** Posts at that pace, each notice by its time whether the ones before are done or not. */
  private void post(int posts, int perSecond) throws Exception {
    int all = arrived() + posts * streams.stream().mapToInt(Streams::count).sum();
    long start = System.nanoTime();
    var answers = new ArrayList<Future<Void>>();
    try (var posters = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < posts; i++) {
        long at = start + i * 1_000_000_000L / perSecond;
        while (System.nanoTime() < at) {
          LockSupport.parkNanos(at - System.nanoTime());
        }
        String title = "bench " + posted;
        due.set(posted++, at);
        answers.add(posters.submit(() -> post(title)));
      }
    }
    for (Future<Void> answer : answers) {
      answer.get();
    }
    await(all + " deliveries, but there are " + arrived(), () -> arrived() == all);
  }

  private Void post(String title) throws IOException, InterruptedException {
    server.post(title);
    return null;
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("after a minute there are not " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
