package dev.tidings.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the embedded Redis prints: written into our log at DEBUG, and its end kept for an error
 * message. Read by a thread of its own until the process ends, since a full pipe would stop Redis.
 */
final class ServerOutput {
  private static final Logger LOG = LoggerFactory.getLogger(ServerOutput.class);
  private static final int KEPT_LINES = 5;

  private final ArrayDeque<String> newest = new ArrayDeque<>();
  private final Thread reader;

  private ServerOutput(BufferedReader lines, String secret) {
    this.reader =
        Thread.ofPlatform().daemon().name("tidings-redis-log").unstarted(() -> read(lines, secret));
  }

  /**
   * Starts to read what a process prints.
   *
   * @param secret a text that is never shown; Redis quotes a line of its configuration that it does
   *     not understand
   */
  static ServerOutput of(Process process, String secret) {
    var output = new ServerOutput(process.inputReader(), secret);
    output.reader.start();
    return output;
  }

  private void read(BufferedReader lines, String secret) {
    try (lines) {
      lines.lines().map(line -> line.replace(secret, "***")).forEach(this::take);
    } catch (IOException | UncheckedIOException closed) {
      LOG.debug("The output of redis broke off: {}", closed.getMessage());
    }
  }

  private void take(String line) {
    LOG.debug("{}", line);
    synchronized (newest) {
      newest.addLast(line);
      if (newest.size() > KEPT_LINES) {
        newest.removeFirst();
      }
    }
  }

  /** The last lines of a process that has ended, joined; empty when it printed nothing. */
  String end() throws InterruptedException {
    reader.join(Duration.ofSeconds(1));
    synchronized (newest) {
      return String.join(" | ", newest).strip();
    }
  }
}
