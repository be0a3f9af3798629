package dev.tidings.chaos;

import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Frozen;
import dev.tidings.harness.RedisSentinels;
import dev.tidings.harness.RedisServer;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis behind Sentinel loses its master, and users notice a delay at most. */
class RedisSentinelIT {
  private static final String PREFIX = "tidings:";

  @TempDir static Path folder;
  private static RedisSentinels redis;
  private static Takeover servers;

  @BeforeAll
  static void start() {
    redis = new RedisSentinels(folder, PREFIX);
    servers = new Takeover(folder, redis.settings(), PREFIX, redis::master);
  }

  @AfterAll
  static void stop() {
    try (var last = redis;
        var first = servers) {}
  }

  @Test
  void aMasterThatIsKilledIsReplacedAndFollowsWhenItComesBack() {
    RedisServer old = redis.master();
    servers.during(
        "Sentinel, master killed",
        () -> {
          old.kill();
          redis.awaitFailoverFrom(old);
        });
    servers.during(
        "Sentinel, old master back",
        () -> {
          old.restart();
          redis.awaitReplica(old);
        });
  }

  @Test
  void aMasterThatFreezesIsReplacedAndNobodyReadsItWhenItGoesOn() {
    RedisServer old = redis.master();
    try (var frozen = Frozen.of(old.handle())) {
      servers.during("Sentinel, master frozen", () -> redis.awaitFailoverFrom(old));
    }
    servers.during("Sentinel, old master goes on", () -> redis.awaitReplica(old));
    await().until(() -> !old.ask(RedisCommands::clientList).contains("name=tidings"));
  }

  @Test
  void whoHasATakenNameOrAnotherLogIsRefused() {
    servers.assertStrangersAreRefused();
  }
}
