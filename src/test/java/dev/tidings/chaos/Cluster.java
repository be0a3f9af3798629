package dev.tidings.chaos;

import dev.tidings.harness.LogDump;
import dev.tidings.harness.PostgresServer;
import dev.tidings.harness.Proxy;
import dev.tidings.harness.RedisPair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Servers on one PostgreSQL and one Redis with a replica. */
final class Cluster implements AutoCloseable {
  static final String TIDINGS = "dev.tidings.TidingsApplication";
  static final String STREAM = "tidings:notices";

  private final PostgresServer postgres;
  private final RedisPair redis;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * Starts everything, or leaves nothing behind.
   *
   * @param settings one server's each
   */
  Cluster(Path folder, String mainClass, List<Map<String, String>> settings) {
    this.postgres = new PostgresServer(folder.resolve("postgres"));
    try {
      this.redis = new RedisPair(folder);
    } catch (RuntimeException | AssertionError e) {
      postgres.close();
      throw e;
    }
    try {
      for (Map<String, String> ofOne : settings) {
        String name = "s" + (nodes.size() + 1);
        nodes.add(new Node(name, folder, mainClass, redis.master().port(), postgres.port(), ofOne));
      }
      nodes.forEach(Node::awaitReady);
    } catch (RuntimeException | AssertionError e) {
      close();
      throw e;
    }
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

  /** Lets everything pass again on every edge of every server. */
  void mend() {
    nodes.forEach(node -> node.edges().forEach(edge -> edge.mode(Proxy.Mode.PASS)));
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    redis.close();
    postgres.close();
  }
}
