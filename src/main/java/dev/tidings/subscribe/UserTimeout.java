package dev.tidings.subscribe;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the kernel give up on clients that vanished without a word.
 *
 * <p>A heartbeat to such a client seems to succeed: the kernel keeps the bytes and sends them again
 * and again, for about a quarter of an hour. {@code TCP_USER_TIMEOUT} bounds for how long bytes may
 * stay unacknowledged. The JDK does not offer it, so the C library is asked, once: accepted sockets
 * inherit it from the listening one, whose descriptor is found in {@code /proc}. On Linux only;
 * elsewhere such a socket stays until its stream rotates.
 */
final class UserTimeout {
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_USER_TIMEOUT = 18;

  /** How the kernel writes that a socket listens. */
  private static final String LISTENING = "0A";

  private static final Logger LOG = LoggerFactory.getLogger(UserTimeout.class);

  private UserTimeout() {}

  /**
   * Sets it for all connections that will come to a port.
   *
   * @param port that this process listens on
   */
  static void set(int port, Duration timeout) {
    if (!Files.exists(Path.of("/proc/self/net/tcp"))) {
      return;
    }
    try {
      int descriptor = listener(port).orElseThrow(() -> new IOException("no listener on " + port));
      int status = setOption(descriptor, Math.toIntExact(timeout.toMillis()));
      if (status != 0) {
        throw new IOException("setsockopt answered " + status);
      }
    } catch (IOException | IllegalStateException e) {
      LOG.warn("Sockets of clients that vanish will be kept for long: {}", e.toString());
    }
  }

  private static Optional<Integer> listener(int port) throws IOException {
    for (String table : List.of("tcp", "tcp6")) {
      Path path = Path.of("/proc/self/net", table);
      if (Files.exists(path)) {
        for (String line : Files.readAllLines(path)) {
          Optional<Integer> found = isListener(line, port) ? descriptor(line) : Optional.empty();
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Fields by number: 1 the local address and port, 3 the state, 9 the inode. */
  private static boolean isListener(String line, int port) {
    String[] fields = line.trim().split("\\s+");
    return fields.length > 9
        && fields[3].equals(LISTENING)
        && fields[1].endsWith(":%04X".formatted(port));
  }

  /** This process's descriptor of a socket; empty when it is another process's. */
  private static Optional<Integer> descriptor(String line) throws IOException {
    String socket = "socket:[" + line.trim().split("\\s+")[9] + "]";
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        if (isLinkTo(descriptor, socket)) {
          return Optional.of(Integer.parseInt(descriptor.getFileName().toString()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isLinkTo(Path descriptor, String target) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(target);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @SuppressWarnings("restricted") // it is declared right
  private static int setOption(int descriptor, int millis) {
    Linker linker = Linker.nativeLinker();
    var setsockopt =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setsockopt"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    try (var memory = Arena.ofConfined()) {
      return (int)
          setsockopt.invokeExact(
              descriptor,
              IPPROTO_TCP,
              TCP_USER_TIMEOUT,
              memory.allocateFrom(JAVA_INT, millis),
              Integer.BYTES);
    } catch (Throwable e) {
      throw new IllegalStateException("setsockopt can't be called", e);
    }
  }
}
