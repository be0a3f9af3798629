package dev.tidings.chaos;

import dev.tidings.harness.Frozen;
import dev.tidings.harness.PostgresServer;
import dev.tidings.harness.Proxy;
import dev.tidings.harness.TidingsServer;
import dev.tidings.stream.SteeredServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.TerminalFailureException;

/** One server of a cluster, with a proxy on each of its edges. */
final class Node implements AutoCloseable {
  private final String name;
  private final Proxy redis;
  private final Proxy database;
  private final Proxy streams;
  private final Proxy posts;
  private final TidingsServer server;
  private final SteeredServer.Orders orders;
  private volatile boolean up;

  /**
   * Starts the server without waiting for it.
   *
   * @param settings where they say where Redis is, its proxy leads nowhere
   */
  Node(
      String name,
      Path folder,
      String mainClass,
      int redisPort,
      int databasePort,
      Map<String, String> settings) {
    this.name = name;
    this.redis = new Proxy(redisPort);
    this.database = new Proxy(databasePort);
    var environment = new HashMap<String, String>();
    environment.put("SPRING_DATASOURCE_URL", PostgresServer.urlThrough(database.port()));
    environment.put("SPRING_DATASOURCE_USERNAME", "postgres");
    environment.put("TIDINGS_SERVER_NAME", name);
    environment.putAll(settings);
    if (settings.keySet().stream().noneMatch(key -> key.startsWith("SPRING_DATA_REDIS_"))) {
      environment.put("SPRING_DATA_REDIS_URL", "redis://127.0.0.1:" + redis.port());
    }
    this.server = TidingsServer.starting(folder.resolve(name), mainClass, environment);
    this.orders = new SteeredServer.Orders(folder.resolve(name));
    this.streams = new Proxy(server.port());
    this.posts = new Proxy(server.port());
  }

  void awaitReady() {
    server.awaitReady();
    up = true;
  }

  /** Whether a load balancer would send somebody here. */
  boolean isUp() {
    return up;
  }

  String name() {
    return name;
  }

  TidingsServer server() {
    return server;
  }

  /** Between it and Redis. */
  Proxy redis() {
    return redis;
  }

  /** Between it and PostgreSQL. */
  Proxy database() {
    return database;
  }

  /** Between its clients and it. */
  Proxy streams() {
    return streams;
  }

  /** Between those who post and it. */
  Proxy posts() {
    return posts;
  }

  /** Obeyed by a {@link SteeredServer} only. */
  SteeredServer.Orders orders() {
    return orders;
  }

  /** All of the proxies. */
  List<Proxy> edges() {
    return List.of(redis, database, streams, posts);
  }

  /**
   * Is told to stop, as in a rolling restart, and comes back; who chooses a server leaves it out
   * meanwhile.
   *
   * @return how long it took to leave
   */
  Duration restartInOrder() {
    up = false;
    long start = System.nanoTime();
    server.stop();
    Duration left = Duration.ofNanos(System.nanoTime() - start);
    comeBack();
    return left;
  }

  /** Dies as by {@code kill -9}, and comes back. */
  void killAndRestart() {
    up = false;
    server.kill();
    comeBack();
  }

  private void comeBack() {
    while (!hasRestarted()) {
      LockSupport.parkNanos(500_000_000);
    }
    up = true;
  }

  /** False when it ended at once, since its database was away: its supervisor tries again. */
  private boolean hasRestarted() {
    try {
      server.restart();
      return true;
    } catch (TerminalFailureException e) {
      System.out.println(name + " did not start and is started again");
      return false;
    }
  }

  /** Stands still for a while, as in a long pause for garbage collection. */
  void freeze(Duration lasting) {
    try (var frozen = Frozen.of(server.handle())) {
      LockSupport.parkNanos(lasting.toNanos());
    }
  }

  @Override
  public void close() {
    up = false;
    server.close();
    edges().forEach(Proxy::close);
  }
}
