package dev.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Checker;
import dev.tidings.harness.Ledger;
import dev.tidings.harness.Ledger.Post;
import dev.tidings.harness.LogDump;
import dev.tidings.harness.Patience;
import dev.tidings.harness.Poster;
import dev.tidings.harness.StreamCheck;
import dev.tidings.harness.StreamClient;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/** One client at each server of a cluster, and somebody who posts. */
final class Observers implements AutoCloseable {
  /** Browsers wait for one to five seconds before they come back; a scenario has less time. */
  private static final Patience PATIENCE = new Patience(0.1, Duration.ofSeconds(4));

  private final Supplier<LogDump> log;
  private final Supplier<List<StreamMessage<String, String>>> stream;
  private final Ledger ledger = new Ledger();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final List<StreamClient> clients = new ArrayList<>();
  private final Map<String, Poster> posters = new ConcurrentHashMap<>();
  private int posts;

  Observers(Cluster cluster) {
    this(
        cluster.nodes(),
        cluster::dump,
        () ->
            cluster.redis().master().ask(redis -> redis.xrange(Cluster.STREAM, Range.unbounded())));
  }

  /**
   * @param log what is in the database
   * @param stream what is in Redis
   */
  Observers(
      List<Node> nodes,
      Supplier<LogDump> log,
      Supplier<List<StreamMessage<String, String>>> stream) {
    this.log = log;
    this.stream = stream;
    for (Node node : nodes) {
      int port = node.streams().port();
      clients.add(
          new StreamClient(node.name() + "-" + run, List.of(run), () -> port, PATIENCE, ledger));
    }
    awaitServed();
  }

  private void awaitServed() {
    Awaitility.await("every client is served")
        .atMost(Duration.ofSeconds(10))
        .until(() -> clients.stream().noneMatch(client -> client.position().isEmpty()));
  }

  /** The client at that server. */
  StreamClient at(int node) {
    return clients.get(node);
  }

  /** Posts for all clients, until it is answered 201. */
  Post post(Node via) {
    Poster poster =
        posters.computeIfAbsent(
            via.name(),
            name -> {
              var notices =
                  URI.create("http://127.0.0.1:" + via.posts().port() + "/api/v1/notices");
              return new Poster(() -> notices, ledger);
            });
    Post post = poster.post(run + " " + posts++, List.of("group:" + run), Duration.ofSeconds(30));
    assertThat(post.outcome()).isEqualTo(Ledger.Outcome.OK);
    return post;
  }

  /** Posts every fifth of a second, through the servers by turns. */
  void postFor(Duration lasting, Node... via) {
    long end = System.nanoTime() + lasting.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      post(via[i % via.length]);
      LockSupport.parkNanos(200_000_000);
    }
  }

  /** Waits until every client has everything. */
  void awaitAll() {
    int all = ledger.posts().size();
    Awaitility.await("every client has all " + all + " notices")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> clients.stream().allMatch(client -> client.notices().size() >= all));
  }

  /** How many notices were posted. */
  int posted() {
    return ledger.posts().size();
  }

  /** How long after its 201 the slowest notice came, in milliseconds. */
  long slowest(int node) {
    var answered = new HashMap<String, Long>();
    ledger.posts().forEach(post -> answered.put(post.noticeId(), post.answered()));
    long slowest = 0;
    var once = new HashSet<String>();
    for (var track : clients.get(node).record().tracks()) {
      for (var sighting : track.sightings()) {
        Long since = answered.get(sighting.noticeId());
        if (since != null && once.add(sighting.noticeId())) {
          slowest = Math.max(slowest, sighting.time() - since);
        }
      }
    }
    return slowest / 1_000_000;
  }

  /** How long after its 201 the slowest notice came to any of them, in milliseconds. */
  long slowest() {
    return LongStream.range(0, clients.size()).map(i -> slowest((int) i)).max().orElse(0);
  }

  void report(String fault) {
    System.out.printf(
        "%s: slowest notice at each server after %s ms%n",
        fault, LongStream.range(0, clients.size()).map(i -> slowest((int) i)).boxed().toList());
  }

  /** Every client has all, once and in order, and nothing else; and so has the stream. */
  void assertNothingIsWrong() {
    awaitAll();
    assertThat(new Checker(ledger, log.get()).verdict().violations()).isEmpty();
    assertThat(clients).allSatisfy(client -> assertThat(client.breaches()).isEmpty());
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(StreamCheck.violations(ledger, log.get(), stream.get())).isEmpty());
  }

  @Override
  public void close() {
    clients.forEach(StreamClient::close);
  }
}
