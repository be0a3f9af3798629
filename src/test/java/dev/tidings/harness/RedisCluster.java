package dev.tidings.harness;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * A Redis Cluster of three masters, and a replica of the one that holds the keys of one prefix. A
 * silent server is taken for dead after 1 s.
 */
public final class RedisCluster implements AutoCloseable {
  private static final String USER = "notices";
  private static final String PASSWORD = "secret";
  private static final int MASTERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<RedisServer> servers = new ArrayList<>();
  private final List<Integer> busPorts = new ArrayList<>();
  private final int slot;

  /**
   * @param prefix of the keys in question, with a hash tag; the user of {@link #settings} has
   *     rights to no others
   */
  public RedisCluster(Path folder, String prefix) {
    this.slot = SlotHash.getSlot(prefix);
    try {
      for (int i = 1; i <= MASTERS + 1; i++) {
        start(folder.resolve("redis-" + i), RedisServer.user(USER, PASSWORD, prefix));
      }
      form();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void start(Path folder, List<String> user) {
    int bus = Ports.free();
    var options = new ArrayList<>(List.of("--cluster-enabled", "yes"));
    options.addAll(List.of("--cluster-node-timeout", "1000", "--cluster-port", "" + bus));
    options.addAll(user);
    servers.add(new RedisServer(folder, options));
    busPorts.add(bus);
  }

  private void form() {
    for (int i = 0; i < MASTERS; i++) {
      int[] slots =
          IntStream.range(
                  SlotHash.SLOT_COUNT * i / MASTERS, SlotHash.SLOT_COUNT * (i + 1) / MASTERS)
              .toArray();
      servers.get(i).ask(commands -> commands.clusterAddSlots(slots));
    }
    for (int i = 1; i < servers.size(); i++) {
      meet(servers.getFirst(), i);
    }
    servers.forEach(server -> await(server, commands -> knows(commands, servers.size())));
    String master = master().ask(RedisCommands::clusterMyId);
    await(servers.getLast(), commands -> commands.clusterReplicate(master).equals("OK"));
    servers.forEach(server -> await(server, RedisCluster::isWell));
    await(servers.getLast(), commands -> commands.info("replication").contains("link_status:up"));
  }

  private void meet(RedisServer first, int other) {
    var arguments =
        new CommandArgs<>(StringCodec.UTF8)
            .add("MEET")
            .add("127.0.0.1")
            .add(servers.get(other).port())
            .add(busPorts.get(other));
    first.ask(
        commands ->
            commands.dispatch(
                CommandType.CLUSTER, new StatusOutput<>(StringCodec.UTF8), arguments));
  }

  private static boolean knows(RedisCommands<String, String> commands, int servers) {
    return commands.clusterInfo().contains("cluster_known_nodes:" + servers);
  }

  private static boolean isWell(RedisCommands<String, String> commands) {
    return commands.clusterInfo().contains("cluster_state:ok");
  }

  private interface Question {
    boolean isTrue(RedisCommands<String, String> commands);
  }

  private static void await(RedisServer server, Question question) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> server.ask(question::isTrue));
  }

  /** What Tidings is told, as environment variables: not every server, as it finds the others. */
  public Map<String, String> settings() {
    return Map.of(
        "SPRING_DATA_REDIS_CLUSTER_NODES",
        servers.stream()
            .limit(2)
            .map(server -> "127.0.0.1:" + server.port())
            .collect(Collectors.joining(",")),
        "SPRING_DATA_REDIS_USERNAME",
        USER,
        "SPRING_DATA_REDIS_PASSWORD",
        PASSWORD);
  }

  /** The server that holds the keys, by its own account. */
  public RedisServer master() {
    return servers.stream()
        .filter(this::holdsKeys)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no server holds slot " + slot));
  }

  private boolean holdsKeys(RedisServer server) {
    return server.answers()
        && server.ask(
            commands ->
                commands
                    .clusterNodes()
                    .lines()
                    .filter(line -> line.contains("myself,master"))
                    .anyMatch(line -> holdsSlot(line)));
  }

  /** A line of CLUSTER NODES ends with ranges of slots. */
  private boolean holdsSlot(String line) {
    String[] words = line.split(" ");
    for (int i = 8; i < words.length; i++) {
      if (!words[i].startsWith("[")) {
        String[] range = words[i].split("-");
        if (Integer.parseInt(range[0]) <= slot
            && slot <= Integer.parseInt(range[range.length - 1])) {
          return true;
        }
      }
    }
    return false;
  }

  /** A replica of a server. */
  public RedisServer replicaOf(RedisServer master) {
    String id = master.ask(RedisCommands::clusterMyId);
    return servers.stream()
        .filter(server -> server != master && server.answers())
        .filter(
            server ->
                server.ask(
                    commands ->
                        commands
                            .clusterNodes()
                            .lines()
                            .anyMatch(line -> line.contains("myself,slave") && line.contains(id))))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no replica"));
  }

  /** A master that does not hold the keys. */
  public RedisServer otherMaster() {
    RedisServer holder = master();
    return servers.stream()
        .filter(server -> server != holder && server.answers())
        .filter(server -> server.ask(commands -> commands.role().getFirst().equals("master")))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until a replica holds the keys. */
  public void awaitFailoverFrom(RedisServer old) {
    Awaitility.await("another master")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> servers.stream().anyMatch(server -> server != old && holdsKeys(server)));
  }

  /** Waits until a server that came back is a replica of the master, and has what that one has. */
  public void awaitReplica(RedisServer server) {
    await(
        server,
        commands ->
            commands.role().getFirst().equals("slave")
                && commands.info("replication").contains("link_status:up"));
  }

  /** Waits until every server that lives says that the cluster is well. */
  public void awaitWell() {
    servers.stream()
        .filter(server -> server.answers())
        .forEach(server -> await(server, RedisCluster::isWell));
  }

  /** Moves the slot of the keys while it is in use, as redis-cli does: key by key. */
  public void moveKeysTo(RedisServer target) {
    RedisServer source = master();
    String from = source.ask(RedisCommands::clusterMyId);
    String to = target.ask(RedisCommands::clusterMyId);
    target.ask(commands -> commands.clusterSetSlotImporting(slot, from));
    source.ask(commands -> commands.clusterSetSlotMigrating(slot, to));
    List<String> keys;
    while (!(keys = source.ask(commands -> commands.clusterGetKeysInSlot(slot, 1))).isEmpty()) {
      String key = keys.getFirst();
      source.ask(commands -> migrate(commands, target, key));
    }
    for (RedisServer server : List.of(target, source)) {
      server.ask(commands -> commands.clusterSetSlotNode(slot, to));
    }
  }

  private static String migrate(
      RedisCommands<String, String> commands, RedisServer target, String key) {
    try {
      return commands.migrate("127.0.0.1", target.port(), key, 0, 1_000);
    } catch (RedisCommandExecutionException e) {
      throw new AssertionError(key + " did not move: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    servers.forEach(RedisServer::close);
  }
}
