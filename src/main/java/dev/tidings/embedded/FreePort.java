package dev.tidings.embedded;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a port for the embedded Redis. */
final class FreePort {
  private static final int LOWEST = 20_000;
  private static final int BEYOND = 32_000;

  private FreePort() {}

  /**
   * A port of the loopback address that nobody listens on now. Somebody may a moment later, so the
   * caller tries again with another one.
   *
   * <p>Not one that the system would choose: those lie above, and serve as sender ports too. While
   * Redis is being restarted, one of its own clients could be given its port.
   */
  static int find() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      try (var socket = new ServerSocket()) {
        socket.bind(EmbeddedRedis.address(port));
        return port;
      } catch (IOException taken) {
        // The next one.
      }
    }
  }
}
