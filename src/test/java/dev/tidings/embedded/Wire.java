package dev.tidings.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Talks to a Redis as its protocol stands, without a client that would hide anything. */
final class Wire {
  private Wire() {}

  /** Everything that the server answers to these commands, each a line of words. */
  static String ask(int port, String... commands) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(5_000);
      String lines = String.join("\r\n", commands) + "\r\nQUIT\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String ask(EmbeddedRedis redis, String command) throws IOException {
    return ask(redis.port(), "AUTH " + redis.password(), command);
  }
}
