package dev.tidings.subscribe;

import dev.tidings.delivery.DeliveryProperties;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Jetty hold many idle streams in little memory, and dead ones not for long. */
@Configuration
class JettyConfiguration {
  /** Jetty's default holds 32 KiB of direct memory for every open response. */
  private static final int OUTPUT_BUFFER = 1024;

  /** Bounds what the kernel takes for a client that reads nothing; it would grow to 4 MiB. */
  private static final int SEND_BUFFER = 64 * 1024;

  @Bean
  WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> smallStreams(
      DeliveryProperties delivery) {
    // A stream is silent between two heartbeats, and must not be taken for a dead connection.
    long idle = Math.max(60_000, 3 * delivery.heartbeat().toMillis());
    return factory ->
        factory.addServerCustomizers(
            server -> {
              for (var connector : server.getConnectors()) {
                if (connector instanceof ServerConnector socket) {
                  socket.setIdleTimeout(idle);
                  socket.setAcceptedTcpNoDelay(true);
                  socket.setAcceptedSendBufferSize(SEND_BUFFER);
                  socket.setAcceptQueueSize(1_024);
                  socket.addEventListener(giveUpAfter(delivery.stall()));
                }
                var http = connector.getConnectionFactory(HttpConnectionFactory.class);
                if (http != null) {
                  http.getHttpConfiguration().setOutputBufferSize(OUTPUT_BUFFER);
                  // Else a quarter of it, and a response is on its way before Spring Security,
                  // which goes by the buffer's size, has written its headers.
                  http.getHttpConfiguration().setOutputAggregationSize(OUTPUT_BUFFER);
                  http.getHttpConfiguration().setSendServerVersion(false);
                }
              }
            });
  }

  /** Who acknowledges nothing for so long has taken nothing for so long. */
  private static LifeCycle.Listener giveUpAfter(Duration stall) {
    return new LifeCycle.Listener() {
      @Override
      public void lifeCycleStarted(LifeCycle connector) {
        UserTimeout.set(((ServerConnector) connector).getLocalPort(), stall);
      }
    };
  }
}
