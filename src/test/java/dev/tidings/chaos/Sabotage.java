package dev.tidings.chaos;

import dev.tidings.harness.Frozen;
import dev.tidings.harness.Ledger;
import dev.tidings.harness.Proxy;
import dev.tidings.harness.Proxy.Cut;
import dev.tidings.harness.Proxy.Mode;
import dev.tidings.harness.StreamClient;
import io.lettuce.core.Range;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Carries out a schedule, and puts everything right again. */
final class Sabotage implements AutoCloseable {
  /** Long enough to fall behind a horizon of a few hundred events. */
  private static final Duration AWAY = Duration.ofSeconds(15);

  private final Cluster cluster;
  private final List<StreamClient> clients;
  private final Ledger ledger;
  private final Map<Fault.Part, ReentrantLock> parts = new EnumMap<>(Fault.Part.class);
  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Duration watchdog;

  /**
   * @param watchdog after which silence a client gives up a connection
   */
  Sabotage(Cluster cluster, List<StreamClient> clients, Ledger ledger, Duration watchdog) {
    this.cluster = cluster;
    this.clients = clients;
    this.ledger = ledger;
    this.watchdog = watchdog;
    for (Fault.Part part : Fault.Part.values()) {
      parts.put(part, new ReentrantLock());
    }
  }

  /** Does every step at its time; faults of different parts may be on at once. */
  void carryOut(Schedule schedule) {
    long start = System.nanoTime();
    for (Schedule.Step step : schedule.steps()) {
      pause(Duration.ofNanos(start + step.at().toNanos() - System.nanoTime()));
      hands.execute(() -> attempt(step, start));
    }
  }

  /** Waits until the last fault is over. */
  @Override
  public void close() {
    hands.close();
    Throwable failed = failure.get();
    if (failed != null) {
      throw new AssertionError("the sabotage itself failed", failed);
    }
  }

  private void attempt(Schedule.Step step, long start) {
    ReentrantLock part = parts.get(step.fault().part());
    part.lock();
    long from = System.nanoTime();
    try {
      commit(step);
    } catch (RuntimeException | AssertionError e) {
      failure.compareAndSet(null, e);
    } finally {
      long to = System.nanoTime();
      part.unlock();
      ledger.broke(new Ledger.Spell(step.fault().name(), from, to));
      System.out.printf(
          "  %6.1f s - %6.1f s  %s%n", (from - start) / 1e9, (to - start) / 1e9, step.fault());
    }
  }

  private void commit(Schedule.Step step) {
    Node node = cluster.node(step.draw() % cluster.nodes().size());
    switch (step.fault()) {
      case SERVER_KILLED -> node.killAndRestart();
      case SERVER_RESTARTED -> node.restartInOrder();
      case SERVER_FROZEN -> node.freeze(Duration.ofSeconds(2));
      case SERVER_CUT_FROM_REDIS ->
          during(List.of(node.redis()), Mode.BLACKHOLE, Duration.ofSeconds(4));
      case REDIS_FROZEN -> {
        try (var frozen = Frozen.of(cluster.redis().master().handle())) {
          pause(Duration.ofSeconds(2));
        }
      }
      case REDIS_RESTARTED_EMPTY -> cluster.redis().restartEmpty();
      case REDIS_FLUSHED -> cluster.redis().master().ask(redis -> redis.flushall());
      case STREAM_TRIMMED -> cluster.redis().master().ask(redis -> redis.xtrim(Cluster.STREAM, 0));
      case STREAM_WITH_A_HOLE -> makeHole(step.draw());
      case JUNK_IN_THE_STREAM ->
          cluster.redis().master().ask(r -> r.xadd(Cluster.STREAM, Map.of("junk", "x")));
      case FAILOVER_THAT_LOSES_600_MS ->
          cluster.redis().failOver(cluster.redisEdges(), Duration.ofMillis(600));
      case SPLIT_BRAIN -> splitBrain(step.draw());
      case DATABASE_CONNECTIONS_CUT ->
          cluster.nodes().forEach(each -> each.database().cut(Cut.RST));
      case DATABASE_AWAY -> databaseAway();
      case CLIENTS_CUT ->
          clients.stream().filter(c -> isHit(c, step, 3)).forEach(StreamClient::cut);
      case CLIENTS_HALF_OPEN ->
          during(List.of(node.streams()), Mode.BLACKHOLE, watchdog.plusSeconds(2));
      case CLIENTS_STAY_AWAY -> {
        clients.stream()
            .filter(client -> isHit(client, step, 20))
            .forEach(client -> client.leave(AWAY));
        pause(AWAY);
      }
      case REPLIES_TO_POSTS_DROPPED ->
          during(
              cluster.nodes().stream().map(Node::posts).toList(),
              Mode.DROP_REPLY,
              Duration.ofSeconds(2));
    }
  }

  /** One in so many. */
  private static boolean isHit(StreamClient client, Schedule.Step step, int of) {
    return (client.user().hashCode() + step.draw()) % of == 0;
  }

  private void during(List<Proxy> edges, Mode mode, Duration lasting) {
    edges.forEach(edge -> edge.mode(mode));
    pause(lasting);
    edges.forEach(edge -> edge.mode(Mode.PASS));
  }

  private void databaseAway() {
    List<Proxy> edges = cluster.nodes().stream().map(Node::database).toList();
    edges.forEach(edge -> edge.mode(Mode.REFUSE));
    edges.forEach(edge -> edge.cut(Cut.FIN));
    pause(Duration.ofSeconds(3));
    edges.forEach(edge -> edge.mode(Mode.PASS));
  }

  private void splitBrain(int draw) {
    List<Proxy> edges = cluster.redisEdges();
    int first = draw % edges.size();
    cluster
        .redis()
        .splitBrain(
            List.of(edges.get(first)),
            edges.stream().filter(edge -> edge != edges.get(first)).toList(),
            Duration.ofSeconds(2));
  }

  /** Takes three entries out of the newest part, where readers still are. */
  private void makeHole(int draw) {
    cluster
        .redis()
        .master()
        .ask(
            redis -> {
              var newest = redis.xrevrange(Cluster.STREAM, Range.unbounded());
              newest.stream()
                  .skip(1 + draw % 5)
                  .limit(3)
                  .forEach(
                      entry -> {
                        ledger.removed(entry.getId());
                        redis.xdel(Cluster.STREAM, entry.getId());
                      });
              return newest.size();
            });
  }

  private static void pause(Duration lasting) {
    long end = System.nanoTime() + lasting.toNanos();
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
