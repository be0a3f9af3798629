package dev.tidings.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * The Redis server that comes with Tidings for a platform, in the jar of embedded-redis.
 *
 * @param resource the executable's name on the class path; there may be none of that name
 */
record BundledServer(String resource) {
  private static final String VERSION = "7.0.15";

  /**
   * The one for a platform.
   *
   * @param os as in the system property {@code os.name}
   * @param architecture as in the system property {@code os.arch}
   */
  static BundledServer of(String os, String architecture) {
    String system = os.toLowerCase(Locale.ROOT).replaceFirst("^mac.*", "darwin");
    String processor =
        switch (architecture.toLowerCase(Locale.ROOT)) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          case String other -> other;
        };
    return new BundledServer("redis-server-%s-%s-%s".formatted(VERSION, system, processor));
  }

  /**
   * Puts the executable into a folder. One that an earlier start left there is used again, since
   * another server may be running it.
   *
   * @throws EmbeddedRedisFailed when there is none for this platform
   */
  ServerBinary unpack(Path folder) throws IOException {
    try (InputStream content = BundledServer.class.getResourceAsStream("/" + resource)) {
      if (content == null) {
        throw new EmbeddedRedisFailed(
            "No redis-server 7 or newer is on the PATH, and none comes with Tidings for this"
                + " platform (%s).".formatted(resource));
      }
      Path file = folder.resolve(resource);
      if (!Files.isExecutable(file)) {
        Path part = Files.createTempFile(folder, resource, ".part");
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
        // Whole or not at all, so that a killed start leaves no half of one under this name.
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return new ServerBinary(file, VERSION);
    }
  }
}
