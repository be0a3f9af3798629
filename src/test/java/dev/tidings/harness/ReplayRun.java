package dev.tidings.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.EventId;
import io.lettuce.core.Range;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Posts notices to everybody, to groups and to users while clients are cut off at random and things
 * break, and then looks whether each client has what it may see, once, in order, and nothing else.
 */
public final class ReplayRun {
  private static final String KEY = "tidings:notices";
  private static final int POSTERS = 4;

  private final Plan plan;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final AtomicInteger nextPost = new AtomicInteger();

  /**
   * What to do.
   *
   * @param mainClass the server to run
   * @param environment settings of the server, such as another database
   * @param seed of audiences and of who is cut
   * @param cuts spread evenly over the posts
   * @param faults done in this order, spread evenly over the posts
   */
  public record Plan(
      String mainClass,
      Map<String, String> environment,
      long seed,
      int posts,
      int clients,
      int cuts,
      List<Fault> faults) {}

  /** What breaks. */
  public enum Fault {
    REDIS_TRIMMED,
    REDIS_FLUSHED,
    REDIS_RESTARTED_EMPTY,
    SERVER_KILLED
  }

  /**
   * What was found.
   *
   * @param violations empty when nothing was lost, doubled, out of order or leaked
   */
  public record Verdict(
      int posted,
      long expected,
      long received,
      long deliveries,
      long connections,
      List<String> violations) {}

  public ReplayRun(Plan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
  }

  public Verdict run(Path folder) {
    try (var redis = new RedisServer(folder.resolve("redis"));
        var server =
            new TidingsServer(folder.resolve("server"), plan.mainClass(), settings(redis, plan))) {
      List<StreamClient> clients =
          IntStream.range(0, plan.clients()).mapToObj(i -> client(i, server.port())).toList();
      try {
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(clients).allSatisfy(ReplayRun::isConnected));
        post(server, redis, clients);
        return judge(clients, redis, () -> log(server, folder));
      } finally {
        clients.forEach(StreamClient::close);
      }
    }
  }

  private static Map<String, String> settings(RedisServer redis, Plan plan) {
    var settings = new HashMap<>(plan.environment());
    settings.put("SPRING_DATA_REDIS_URL", redis.url());
    settings.put("TIDINGS_DELIVERY_HEARTBEAT", "1s");
    return settings;
  }

  private static void isConnected(StreamClient client) {
    assertThat(client.breaches()).isEmpty();
    assertThat(client.position()).isNotEmpty();
  }

  /** Each user is in three of ten groups. */
  private StreamClient client(int i, int port) {
    return new StreamClient(
        "u" + i,
        List.of("g" + i % 10, "g" + (i + 3) % 10, "g" + (i + 7) % 10),
        () -> port,
        Patience.NONE,
        ledger);
  }

  private List<String> audience() {
    synchronized (random) {
      return switch (random.nextInt(10)) {
        case 0, 1, 2 -> List.of("all");
        case 3, 4, 5, 6 ->
            List.of("group:g" + random.nextInt(5), "group:g" + (5 + random.nextInt(5)));
        default -> List.of("user:u" + random.nextInt(plan.clients()));
      };
    }
  }

  private void post(TidingsServer server, RedisServer redis, List<StreamClient> clients) {
    var poster = new Poster(() -> server.uri("/api/v1/notices"), ledger);
    int perCut = Math.max(1, plan.posts() / Math.max(1, plan.cuts()));
    int perFault = plan.posts() / (plan.faults().size() + 1);
    Callable<Void> work =
        () -> {
          int n;
          while ((n = nextPost.getAndIncrement()) < plan.posts()) {
            if (n % perCut == 0 && n / perCut < plan.cuts()) {
              clients.get(Math.floorMod(n * 31 + (int) plan.seed(), clients.size())).cut();
            }
            if (n > 0 && n % perFault == 0 && n / perFault <= plan.faults().size()) {
              fail(plan.faults().get(n / perFault - 1), server, redis);
            }
            poster.post("notice " + n, audience());
          }
          return null;
        };
    try (var posters = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : posters.invokeAll(Collections.nCopies(POSTERS, work))) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError("posting failed", e.getCause());
    }
  }

  private static void fail(Fault fault, TidingsServer server, RedisServer redis) {
    System.out.println("fault: " + fault);
    switch (fault) {
      case REDIS_TRIMMED -> redis.ask(commands -> commands.xtrim(KEY, 0));
      case REDIS_FLUSHED -> redis.ask(commands -> commands.flushall());
      case REDIS_RESTARTED_EMPTY -> {
        redis.kill();
        redis.restart();
      }
      case SERVER_KILLED -> {
        server.kill();
        server.restart();
      }
    }
  }

  private Verdict judge(List<StreamClient> clients, RedisServer redis, Supplier<LogDump> log) {
    var violations = new ArrayList<String>();
    EventId head =
        ledger.posts().stream()
            .map(post -> EventId.parse(post.eventId()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> clients.stream().allMatch(client -> client.isAt(head)));
    } catch (ConditionTimeoutException e) {
      violations.add("not all clients got to the head " + head + " within 20 s");
    }
    var entries = redis.ask(commands -> commands.xrange(KEY, Range.unbounded()));
    clients.forEach(StreamClient::close);
    LogDump dump = log.get();
    violations.addAll(StreamCheck.violations(ledger, dump, entries));
    clients.forEach(client -> violations.addAll(client.breaches()));
    Checker.Verdict checked = new Checker(ledger, dump).verdict();
    violations.addAll(checked.violations());
    return new Verdict(
        checked.posted(),
        checked.expected(),
        checked.received(),
        checked.deliveries(),
        checked.connections(),
        violations);
  }

  /** What the server leaves behind; it must be gone, since it has its H2 file for itself. */
  private LogDump log(TidingsServer server, Path folder) {
    server.kill();
    String url =
        plan.environment()
            .getOrDefault(
                "SPRING_DATASOURCE_URL",
                "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                    .formatted(folder.resolve("server/data/tidings")));
    String user = plan.environment().getOrDefault("SPRING_DATASOURCE_USERNAME", "");
    try (var connection = DriverManager.getConnection(url, user, "")) {
      return LogDump.read(connection);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
