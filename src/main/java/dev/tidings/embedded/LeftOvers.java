package dev.tidings.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the servers that a killed Tidings left behind. */
final class LeftOvers {
  private static final Logger LOG = LoggerFactory.getLogger(LeftOvers.class);

  private LeftOvers() {}

  /**
   * Ends each server that a note in the folder tells of, when its owner is gone and it is still the
   * very process meant there; then removes the note. Servers of a living Tidings are left alone.
   *
   * @param limit how long one may take to end by itself; then it is killed
   */
  static void end(Path folder, Duration limit) throws IOException, InterruptedException {
    try (var notes = Files.newDirectoryStream(folder, ChildRecord.PREFIX + "*")) {
      for (Path file : notes) {
        var note = ChildRecord.read(file);
        if (note.flatMap(it -> it.owner().find()).isPresent()) {
          continue;
        }
        var leftOver = note.flatMap(it -> it.child().find());
        if (leftOver.isPresent()) {
          LOG.info("Ending the redis (pid {}) of a killed Tidings", leftOver.get().pid());
          end(leftOver.get(), limit);
        }
        Files.deleteIfExists(file);
      }
    }
  }

  private static void end(ProcessHandle process, Duration limit) throws InterruptedException {
    process.destroy();
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException stillThere) {
      process.destroyForcibly();
    }
  }
}
