package dev.tidings.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import java.nio.file.Path;
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
import java.util.stream.Collectors;
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
  private final List<Poster.Posted> ledger = Collections.synchronizedList(new ArrayList<>());
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
      int expected,
      int received,
      int deliveries,
      int connections,
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
        return judge(clients, redis);
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
  private static StreamClient client(int i, int port) {
    return new StreamClient(
        "u" + i, List.of("g" + i % 10, "g" + (i + 3) % 10, "g" + (i + 7) % 10), port);
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
    var poster = new Poster(server);
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
            ledger.add(poster.post("notice " + n, audience()));
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

  private Verdict judge(List<StreamClient> clients, RedisServer redis) {
    var violations = new ArrayList<String>();
    List<Poster.Posted> posted = new ArrayList<>(ledger);
    posted.sort(Comparator.comparingLong(p -> number(p.eventId())));
    String head = posted.getLast().eventId();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> clients.stream().allMatch(c -> number(c.position()) >= number(head)));
    } catch (ConditionTimeoutException e) {
      violations.add("not all clients got to the head " + head + " within 20 s");
    }
    checkNumbers(posted, violations);
    checkStream(posted, redis, violations);
    int expected = 0;
    for (StreamClient client : clients) {
      violations.addAll(client.breaches());
      List<String> wanted =
          posted.stream()
              .filter(p -> client.sees(p.audience()))
              .map(Poster.Posted::noticeId)
              .toList();
      expected += wanted.size();
      compare(client, wanted, violations);
    }
    return new Verdict(
        posted.size(),
        expected,
        clients.stream().mapToInt(client -> client.notices().size()).sum(),
        clients.stream().mapToInt(StreamClient::deliveries).sum(),
        clients.stream().mapToInt(StreamClient::connections).sum(),
        violations);
  }

  private static void compare(StreamClient client, List<String> wanted, List<String> violations) {
    List<String> got = client.notices();
    if (got.equals(wanted)) {
      return;
    }
    var lost = new ArrayList<>(wanted);
    lost.removeAll(got);
    var leaked = new ArrayList<>(got);
    leaked.removeAll(wanted);
    violations.add(
        "%s lost %d, was shown %d of others%s"
            .formatted(
                client.user(),
                lost.size(),
                leaked.size(),
                lost.isEmpty() && leaked.isEmpty() ? ", got some out of order or twice" : ""));
  }

  /** Numbers run from 1 without holes, each given once. */
  private static void checkNumbers(List<Poster.Posted> posted, List<String> violations) {
    for (int i = 0; i < posted.size(); i++) {
      if (number(posted.get(i).eventId()) != i + 1) {
        violations.add("number " + (i + 1) + " of the log is " + posted.get(i).eventId());
        return;
      }
    }
  }

  /** What stands in Redis is a run of the log up to its head, with the log's ids. */
  private static void checkStream(
      List<Poster.Posted> posted, RedisServer redis, List<String> violations) {
    Map<String, String> log =
        posted.stream().collect(Collectors.toMap(Poster.Posted::eventId, Poster.Posted::noticeId));
    var entries = redis.ask(commands -> commands.xrange(KEY, Range.unbounded()));
    long previous = -1;
    for (var entry : entries) {
      if (!entry.getBody().getOrDefault("notice", "").equals(log.get(entry.getId()))) {
        violations.add("the stream's entry " + entry.getId() + " is not the log's");
        return;
      }
      if (previous >= 0 && number(entry.getId()) != previous + 1) {
        violations.add("the stream has a hole before " + entry.getId());
        return;
      }
      previous = number(entry.getId());
    }
    if (previous != posted.size()) {
      violations.add("the stream ends at number " + previous + " of " + posted.size());
    }
  }

  private static long number(String eventId) {
    return eventId.isEmpty() ? -1 : Long.parseLong(eventId.substring(eventId.indexOf('-') + 1));
  }
}
