package dev.tidings.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Redis or Valkey server that can be run here.
 *
 * @param file the executable
 * @param version as it says itself, for example {@code 7.0.15}
 */
record ServerBinary(Path file, String version) {
  private static final List<String> NAMES = List.of("redis-server", "valkey-server");
  private static final int OLDEST_MAJOR = 7;
  private static final Pattern VERSION = Pattern.compile(" v=((\\d{1,4})\\.[0-9.]+)");
  private static final long PATIENCE_SECONDS = 5;

  /**
   * The first one on the PATH that is new enough.
   *
   * @param path the variable's text; folders that are not absolute are passed over, since they mean
   *     another program wherever Tidings is started from
   * @return empty when there is none
   */
  static Optional<ServerBinary> onPath(String path) {
    return Stream.of(path.replace("\"", "").split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .flatMap(folder -> NAMES.stream().map(folder::resolve))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .flatMap(file -> ifNewEnough(file).stream())
        .findFirst();
  }

  private static Optional<ServerBinary> ifNewEnough(Path file) {
    var match = VERSION.matcher(saysAboutItself(file));
    return match.find() && Integer.parseInt(match.group(2)) >= OLDEST_MAJOR
        ? Optional.of(new ServerBinary(file, match.group(1)))
        : Optional.empty();
  }

  /** What {@code --version} prints; empty when it can't be run or does not come to an end. */
  private static String saysAboutItself(Path file) {
    try {
      Process process =
          new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
      try {
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
            ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            : "";
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException notRunnable) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
