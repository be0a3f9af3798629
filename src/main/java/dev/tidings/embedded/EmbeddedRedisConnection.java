package dev.tidings.embedded;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/**
 * Where the embedded Redis listens; stands for {@code spring.data.redis.*} in the default set-up.
 */
record EmbeddedRedisConnection(int port, String password) implements DataRedisConnectionDetails {
  @Override
  public String getPassword() {
    return password;
  }

  @Override
  public Standalone getStandalone() {
    return Standalone.of(EmbeddedRedis.HOST, port);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "EmbeddedRedisConnection[port=" + port + "]";
  }
}
