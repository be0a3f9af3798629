package dev.tidings.subscribe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.harness.VanishingClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class UserTimeoutTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void aPeerThatAcknowledgesNothingIsGivenUpAfterTheTimeout() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      UserTimeout.set(listener.getLocalPort(), Duration.ofSeconds(1));
      try (var client = new VanishingClient(listener.getLocalPort());
          var socket = listener.accept()) {
        client.vanish();
        socket.getOutputStream().write('x');
        socket.setSoTimeout(10_000); // which would be another exception

        assertThatThrownBy(() -> socket.getInputStream().read())
            .isInstanceOf(SocketException.class)
            .hasMessageContaining("timed out");
      }
    }
  }
}
