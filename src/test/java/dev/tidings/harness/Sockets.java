package dev.tidings.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel has of this machine's connections. For Linux. */
public final class Sockets {
  private static final String ESTABLISHED = "01";

  private Sockets() {}

  /** Whether the end with the first port still takes the other one for alive. */
  public static boolean isOpen(int port, int peer) {
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> lines(Path.of("/proc/self/net", table)).stream())
        .map(line -> line.trim().split("\\s+"))
        .anyMatch(
            fields ->
                fields[1].endsWith(":%04X".formatted(port))
                    && fields[2].endsWith(":%04X".formatted(peer))
                    && fields[3].equals(ESTABLISHED));
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
