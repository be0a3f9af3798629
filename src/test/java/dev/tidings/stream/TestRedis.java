package dev.tidings.stream;

import dev.tidings.harness.RedisServer;
import io.lettuce.core.AclCategory;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** The classes of this package on a real Redis, without the rest of Tidings. */
final class TestRedis implements AutoCloseable {
  static final StreamProperties PROPERTIES =
      Binder.get(new MockEnvironment()).bindOrCreate("tidings.stream", StreamProperties.class);

  /** What is usual where Redis is rented: nothing dangerous. */
  static final AclSetuserArgs FEW_RIGHTS =
      new AclSetuserArgs()
          .on()
          .addPassword("secret")
          .keyPattern("tidings:*")
          .channelPattern("tidings:*")
          .allCommands()
          .removeCategory(AclCategory.ADMIN)
          .removeCategory(AclCategory.DANGEROUS);

  static final Duration TIMEOUT = Duration.ofMillis(500);

  private final ClientResources resources = ClientResources.create();
  private final LettuceConnectionFactory factory;

  TestRedis(RedisConfiguration where) {
    var options = ClientOptions.builder();
    new StreamConfiguration().sendOnceOrFail().customize(options);
    this.factory =
        new LettuceConnectionFactory(
            where,
            LettuceClientConfiguration.builder()
                .commandTimeout(TIMEOUT)
                .clientOptions(options.build())
                .clientResources(resources)
                .build());
    factory.afterPropertiesSet();
    factory.start();
  }

  static TestRedis at(RedisServer server) {
    return new TestRedis(new RedisStandaloneConfiguration("127.0.0.1", server.port()));
  }

  static TestRedis withFewRightsAt(RedisServer server) {
    server.ask(redis -> redis.aclSetuser("tenant", FEW_RIGHTS));
    var where = new RedisStandaloneConfiguration("127.0.0.1", server.port());
    where.setUsername("tenant");
    where.setPassword("secret");
    return new TestRedis(where);
  }

  RedisMaster master() {
    return new RedisMaster(factory, PROPERTIES);
  }

  /** Closed with this. */
  RedisLink link() {
    return new RedisLink(master(), "test");
  }

  ServerDirectory directory(Server server) {
    return new ServerDirectory(PROPERTIES, server, new JsonMapper(), master());
  }

  StreamOwner owner(UUID logId, Server server) {
    var stream = new NoticeStream(link(), PROPERTIES);
    return new StreamOwner(stream, PROPERTIES, logId, directory(server), server);
  }

  @Override
  public void close() {
    factory.destroy();
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
