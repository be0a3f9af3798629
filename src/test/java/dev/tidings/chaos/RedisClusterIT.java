package dev.tidings.chaos;

import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Frozen;
import dev.tidings.harness.RedisCluster;
import dev.tidings.harness.RedisServer;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys in a Redis Cluster get another master, and users notice a delay at most. */
class RedisClusterIT {
  private static final String PREFIX = "{tidings}:";

  @TempDir static Path folder;
  private static RedisCluster redis;
  private static Takeover servers;

  @BeforeAll
  static void start() {
    redis = new RedisCluster(folder, PREFIX);
    servers = new Takeover(folder, redis.settings(), PREFIX, redis::master);
  }

  @AfterAll
  static void stop() {
    try (var last = redis;
        var first = servers) {}
  }

  @AfterEach
  void settle() {
    redis.awaitWell();
  }

  @Test
  void aReplicaTakesOverInGoodOrder() {
    RedisServer old = redis.master();
    servers.during(
        "Cluster, CLUSTER FAILOVER",
        () -> {
          redis.replicaOf(old).ask(commands -> commands.clusterFailover(false));
          redis.awaitFailoverFrom(old);
        });
  }

  @Test
  void aMasterThatIsKilledIsReplacedAndFollowsWhenItComesBack() {
    RedisServer old = redis.master();
    servers.during(
        "Cluster, master killed",
        () -> {
          old.kill();
          redis.awaitFailoverFrom(old);
        });
    servers.during(
        "Cluster, old master back",
        () -> {
          old.restart();
          redis.awaitReplica(old);
        });
  }

  @Test
  void aMasterThatFreezesIsReplacedAndNobodyReadsItWhenItGoesOn() {
    RedisServer old = redis.master();
    try (var frozen = Frozen.of(old.handle())) {
      servers.during("Cluster, master frozen", () -> redis.awaitFailoverFrom(old));
    }
    servers.during("Cluster, old master goes on", () -> redis.awaitReplica(old));
    await().until(() -> !old.ask(RedisCommands::clientList).contains("name=tidings"));
  }

  @Test
  void theKeysMoveToAnotherMasterWhileTheyAreInUse() {
    RedisServer home = redis.master();
    RedisServer other = redis.otherMaster();
    servers.during("Cluster, slot moved", () -> redis.moveKeysTo(other));
    servers.during("Cluster, slot moved back", () -> redis.moveKeysTo(home));
  }

  @Test
  void whoHasATakenNameOrAnotherLogIsRefused() {
    servers.assertStrangersAreRefused();
  }
}
