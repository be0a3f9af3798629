package dev.tidings.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Posts;
import dev.tidings.harness.RunningServer;
import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.XReadArgs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What dead servers leave behind in Redis. */
@RunningServer
class ServerSweepTest {
  @Autowired ServerDirectory directory;
  @Autowired StreamProperties properties;
  @Autowired RedisMaster redis;
  @LocalServerPort int port;

  @Test
  @SuppressWarnings("unchecked") // generic varargs of Lettuce
  void aGroupThatNobodyReadsWithGoesAndTheOthersStay() {
    new Posts(port).post("all");
    try (var link = new RedisLink(redis, "test")) {
      var commands = link.commands();
      String key = properties.streamKey();
      await().until(() -> groups(link).contains("srv:here"));
      commands.xgroupCreate(XReadArgs.StreamOffset.latest(key), "srv:died-before-it-read");
      commands.xgroupCreate(XReadArgs.StreamOffset.latest(key), "srv:reads");
      commands.xgroupCreate(XReadArgs.StreamOffset.latest(key), "somebody-elses");
      // A consumer comes into being with its first entry.
      String newest = new Posts(port).post("all").eventId();
      await().until(() -> !commands.xrange(key, Range.create(newest, newest)).isEmpty());
      commands.xreadgroup(
          Consumer.from("srv:reads", "boot"), XReadArgs.StreamOffset.lastConsumed(key));
      commands.hset(
          properties.serversKey(),
          "long-gone",
          "{\"boot\":\"b\",\"cursor\":\"1-1\",\"viaRedis\":true,\"connections\":0,\"users\":0,"
              + "\"atMillis\":1}");

      directory.sweep();

      assertThat(groups(link))
          .contains("srv:here", "srv:reads", "somebody-elses")
          .doesNotContain("srv:died-before-it-read");
      assertThat(commands.hkeys(properties.serversKey()))
          .contains("here")
          .doesNotContain("long-gone");
      commands.xgroupDestroy(key, "srv:reads");
      commands.xgroupDestroy(key, "somebody-elses");
    }
  }

  private List<String> groups(RedisLink link) {
    return link.commands().xinfoGroups(properties.streamKey()).stream()
        .map(group -> InfoFields.of(group).text("name"))
        .toList();
  }
}
