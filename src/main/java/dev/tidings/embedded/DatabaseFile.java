package dev.tidings.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of the embedded database H2. One process at a time may have it open.
 *
 * @param path absolute; it may not exist yet
 */
record DatabaseFile(Path path) {
  private static final Pattern URL =
      Pattern.compile("jdbc:h2:(?!mem:|tcp:|ssl:|zip:)(?:file:)?([^;]+).*");

  /**
   * The file that a JDBC address means.
   *
   * @return empty for every other database, and for H2 in memory or behind a server
   */
  static Optional<DatabaseFile> of(String url) {
    var match = URL.matcher(url);
    if (!match.matches()) {
      return Optional.empty();
    }
    String home = Matcher.quoteReplacement(System.getProperty("user.home"));
    Path path = Path.of(match.group(1).replaceFirst("^~(?=/)", home) + ".mv.db");
    return Optional.of(new DatabaseFile(path.toAbsolutePath().normalize()));
  }

  /**
   * Whether another process has it open, which H2 shows by a lock on the file. Asked before the
   * connection pool would find out, since that prints a stack trace of its own.
   */
  boolean isOpenElsewhere() {
    if (!Files.exists(path)) {
      return false;
    }
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException openHere) {
      return false;
    } catch (IOException unclear) {
      return false; // H2 will say it better.
    }
  }
}
