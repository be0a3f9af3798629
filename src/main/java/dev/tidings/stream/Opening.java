package dev.tidings.stream;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Opens the stream's connection on a thread of its own, so that the reader can follow the database
 * however long a frozen server, Sentinel or Cluster takes to say no. Used by one thread.
 */
final class Opening {
  private static final long PATIENCE_MILLIS = 200;

  private final NoticeStream stream;
  private @Nullable FutureTask<Void> attempt;

  Opening(NoticeStream stream) {
    this.stream = stream;
  }

  /**
   * Whether the connection is open. If not, a try is made beside the caller, who waits for a moment
   * only and asks again.
   *
   * @throws RuntimeException what the try failed with; the next call makes another one
   */
  boolean isDone() throws InterruptedException {
    if (attempt == null) {
      if (stream.isOpen()) {
        return true;
      }
      attempt = new FutureTask<>(stream::open, null);
      Thread.ofVirtual().name("tidings-reader-opening").start(attempt);
    }
    try {
      attempt.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      attempt = null;
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      attempt = null;
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
