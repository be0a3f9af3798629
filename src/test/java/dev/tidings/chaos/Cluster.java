package dev.tidings.chaos;

import dev.tidings.harness.LogDump;
import dev.tidings.harness.PostgresServer;
import dev.tidings.harness.Proxy;
import dev.tidings.harness.RedisPair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Servers on one PostgreSQL and one Redis with a replica. */
final class Cluster implements AutoCloseable {
  static final String TIDINGS = "dev.tidings.TidingsApplication";
  static final String STREAM = "tidings:notices";

  private final PostgresServer postgres;
  private final RedisPair redis;
  private final List<Node> nodes;

  Cluster(Path folder, String mainClass, int servers, Map<String, String> settings) {
    this.postgres = new PostgresServer(folder.resolve("postgres"));
    this.redis = new RedisPair(folder);
    this.nodes =
        IntStream.rangeClosed(1, servers)
            .mapToObj(
                i ->
                    new Node(
                        "s" + i,
                        folder,
                        mainClass,
                        redis.master().port(),
                        postgres.port(),
                        settings))
            .toList();
    nodes.forEach(Node::awaitReady);
  }

  PostgresServer postgres() {
    return postgres;
  }

  RedisPair redis() {
    return redis;
  }

  List<Node> nodes() {
    return nodes;
  }

  Node node(int i) {
    return nodes.get(i);
  }

  List<Proxy> redisEdges() {
    return nodes.stream().map(Node::redis).toList();
  }

  /** A server that a load balancer would choose. */
  Node any() {
    List<Node> up = nodes.stream().filter(Node::isUp).toList();
    List<Node> choice = up.isEmpty() ? nodes : up;
    return choice.get(ThreadLocalRandom.current().nextInt(choice.size()));
  }

  LogDump dump() {
    try (var connection = postgres.connect()) {
      return LogDump.read(connection);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    redis.close();
    postgres.close();
  }
}
