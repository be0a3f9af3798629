package dev.tidings.harness;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.sync.RedisSentinelCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A Redis with a replica, and three Sentinels that take a silent master for dead after 1 s. */
public final class RedisSentinels implements AutoCloseable {
  private static final String MASTER = "tidings";
  private static final String USER = "notices";
  private static final String PASSWORD = "secret";
  private static final int SENTINELS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RedisClient client = RedisClient.create();
  private final List<RedisServer> servers = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  /**
   * @param prefix of the keys that the user of {@link #settings} has rights to
   */
  public RedisSentinels(Path folder, String prefix) {
    try {
      var user = RedisServer.user(USER, PASSWORD, prefix);
      servers.add(new RedisServer(folder.resolve("redis-1"), user));
      servers.add(new RedisServer(folder.resolve("redis-2"), user));
      servers.get(1).follow(servers.get(0));
      for (int i = 1; i <= SENTINELS; i++) {
        startSentinel(folder.resolve("sentinel-" + i));
      }
      awaitAgreement();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void startSentinel(Path folder) {
    int port = Ports.free();
    String settings =
        """
        port %1$d
        bind 127.0.0.1
        dir %2$s
        sentinel monitor %3$s 127.0.0.1 %4$d 2
        sentinel down-after-milliseconds %3$s 1000
        sentinel failover-timeout %3$s 6000
        """
            .formatted(port, folder, MASTER, servers.getFirst().port());
    try {
      Path program = RedisServer.program(folder);
      Path file = Files.writeString(folder.resolve("sentinel.conf"), settings);
      processes.add(
          RedisServer.start(folder, List.of(program.toString(), file.toString(), "--sentinel")));
      ports.add(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each knows the replica and the other two. */
  private void awaitAgreement() {
    for (int port : ports) {
      Awaitility.await("the Sentinel at " + port + " knows the others")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptions()
          .until(
              () ->
                  ask(
                      port,
                      sentinel -> {
                        Map<String, String> state = sentinel.master(MASTER);
                        return state.get("num-slaves").equals("1")
                            && state.get("num-other-sentinels").equals("" + (SENTINELS - 1));
                      }));
    }
  }

  private <T> T ask(int port, Function<RedisSentinelCommands<String, String>, T> question) {
    try (var connection = client.connectSentinel(RedisURI.create("127.0.0.1", port))) {
      return question.apply(connection.sync());
    }
  }

  /** What Tidings is told, as environment variables. */
  public Map<String, String> settings() {
    return Map.of(
        "SPRING_DATA_REDIS_SENTINEL_MASTER",
        MASTER,
        "SPRING_DATA_REDIS_SENTINEL_NODES",
        ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")),
        "SPRING_DATA_REDIS_USERNAME",
        USER,
        "SPRING_DATA_REDIS_PASSWORD",
        PASSWORD);
  }

  /** The server that most Sentinels say is the master. */
  public RedisServer master() {
    return server(true);
  }

  /** The other one. */
  public RedisServer replica() {
    return server(false);
  }

  private RedisServer server(boolean master) {
    long votes =
        ports.stream().filter(port -> masterPort(port) == servers.getFirst().port()).count();
    return servers.get((votes > ports.size() / 2) == master ? 0 : 1);
  }

  private int masterPort(int sentinel) {
    return ((InetSocketAddress) ask(sentinel, commands -> commands.getMasterAddrByName(MASTER)))
        .getPort();
  }

  /** Waits until another server is the master, says so itself, and all Sentinels agree. */
  public void awaitFailoverFrom(RedisServer old) {
    Awaitility.await("another master")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> ports.stream().noneMatch(port -> masterPort(port) == old.port()));
    awaitRole(master(), "master");
  }

  /** Waits until the Sentinels have made a server that came back follow the master. */
  public void awaitReplica(RedisServer server) {
    awaitRole(server, "slave");
  }

  private static void awaitRole(RedisServer server, String role) {
    Awaitility.await(role)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> server.ask(commands -> commands.role().getFirst().equals(role)));
  }

  @Override
  public void close() {
    processes.forEach(process -> process.destroyForcibly().onExit().join());
    servers.forEach(RedisServer::close);
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
