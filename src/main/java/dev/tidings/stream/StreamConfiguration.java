package dev.tidings.stream;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Lettuce is set up, and what this server is called. */
@Configuration
class StreamConfiguration {
  /** A command is sent once or fails; {@link RedisLink} opens a new connection afterwards. */
  @Bean
  LettuceClientOptionsBuilderCustomizer sendOnceOrFail() {
    return (ClientOptions.Builder options) ->
        options
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(1_000)
            .timeoutOptions(TimeoutOptions.enabled())
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(java.time.Duration.ofSeconds(1))
                    .keepAlive(true)
                    .tcpNoDelay(true)
                    .build());
  }

  @Bean
  Server server(@Value("${tidings.server-name:}") String name) {
    String boot = UUID.randomUUID().toString();
    if (!name.isEmpty() && !name.matches(Server.FORM)) {
      throw new IllegalArgumentException(
          "tidings.server-name must be 1-100 characters of A-Z a-z 0-9 . _ -");
    }
    return new Server(name.isEmpty() ? hostName() + "-" + boot.substring(0, 4) : name, boot);
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
      return name.substring(0, Math.min(name.length(), 80));
    } catch (UnknownHostException e) {
      return "tidings";
    }
  }
}
