package dev.tidings.delivery;

import java.io.IOException;

/** Where a connection's bytes go: an HTTP response, or a list in a test. */
public interface StreamOutput {
  /**
   * Writes and flushes; blocks while the client takes nothing. Called by one thread at a time.
   *
   * @throws IOException when the client is gone
   */
  void write(byte[] bytes) throws IOException;

  /** Ends the response in good order, and frees what it holds. Called after the last write. */
  void complete();

  /** Cuts the connection at once, also under a blocked write. Any thread; idempotent. */
  void abort();
}
