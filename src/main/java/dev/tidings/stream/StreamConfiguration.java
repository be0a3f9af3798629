package dev.tidings.stream;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.TimeoutOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
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
                // What is there has spring.data.redis.connect-timeout.
                options
                    .build()
                    .getSocketOptions()
                    .mutate()
                    .keepAlive(true)
                    .tcpNoDelay(true)
                    .build());
  }

  @Bean
  Server server(ServerProperties properties) {
    String boot = UUID.randomUUID().toString();
    String name = properties.serverName();
    return new Server(name == null ? hostName() + "-" + boot.substring(0, 4) : name, boot);
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
