package dev.tidings.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one Redis running. Its thread starts every child itself and outlives it, because the kernel
 * ends a child together with the thread that started it. To interrupt that thread is the order to
 * end the child.
 */
final class RedisKeeper implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisKeeper.class);
  private static final int PORTS_TO_TRY = 5;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** A child that lived this long was well: when it dies, the next one may come soon. */
  private static final Duration WELL = Duration.ofMinutes(1);

  private final RedisLauncher launcher;
  private final IntSupplier ports;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private volatile long pid;

  /**
   * @param ports proposes a port each time it is asked
   */
  RedisKeeper(RedisLauncher launcher, IntSupplier ports) {
    this.launcher = launcher;
    this.ports = ports;
  }

  /**
   * Waits until the first child answers.
   *
   * @throws EmbeddedRedisFailed when it can't be started
   */
  void awaitStart() throws InterruptedException {
    try {
      port.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof EmbeddedRedisFailed failed
          ? failed
          : new EmbeddedRedisFailed("The embedded Redis can't run: " + e.getCause(), e);
    }
  }

  int port() {
    return port.resultNow();
  }

  long pid() {
    return pid;
  }

  @Override
  public void run() {
    try {
      keep(startOnAFreePort());
    } catch (RuntimeException | InterruptedException e) {
      port.completeExceptionally(e);
    }
  }

  private RedisProcess startOnAFreePort() throws InterruptedException {
    long start = System.nanoTime();
    for (int tries = 1; ; tries++) {
      int free = ports.getAsInt();
      try {
        var first = launcher.launch(free);
        pid = first.pid();
        LOG.info(
            "Embedded Redis {} runs on port {} (pid {})", launcher.binary().version(), free, pid);
        port.complete(free);
        return first;
      } catch (EmbeddedRedisFailed e) {
        // Somebody may have taken the port in between.
        boolean late = System.nanoTime() - start > launcher.settings().startTimeout().toNanos();
        if (tries == PORTS_TO_TRY || late) {
          throw e;
        }
      }
    }
  }

  private void keep(RedisProcess first) {
    var running = first;
    var pause = SHORTEST_PAUSE;
    try {
      while (true) {
        long start = System.nanoTime();
        int exitCode = running.awaitEnd();
        forget(running);
        LOG.warn("The embedded Redis (pid {}) ended with exit code {}", pid, exitCode);
        boolean wasWell = System.nanoTime() - start > WELL.toNanos();
        pause = wasWell ? SHORTEST_PAUSE : pause;
        running = startAgain(pause);
        pause = longer(pause);
      }
    } catch (InterruptedException closing) {
      running.stop(launcher.settings().stopTimeout());
      forget(running);
    }
  }

  private RedisProcess startAgain(Duration firstPause) throws InterruptedException {
    for (var pause = firstPause; ; pause = longer(pause)) {
      Thread.sleep(pause);
      try {
        var next = launcher.launch(port());
        pid = next.pid();
        LOG.info("Embedded Redis runs again, empty, on port {} (pid {})", port(), pid);
        return next;
      } catch (EmbeddedRedisFailed e) {
        LOG.warn("{}", e.getMessage());
      }
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void forget(RedisProcess ended) {
    try {
      Files.deleteIfExists(ChildRecord.file(launcher.folder(), ended.pid()));
    } catch (IOException e) {
      LOG.debug("The next start will remove the note about pid {}: {}", ended.pid(), e.toString());
    }
  }
}
