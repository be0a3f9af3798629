package dev.tidings.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Lines of a stream; tells of {@code retry}, which belongs to no frame. */
final class StreamLines extends BufferedReader {
  private final LongConsumer retry;

  /**
   * @param retry called with its milliseconds
   */
  StreamLines(Reader reader, LongConsumer retry) {
    super(reader);
    this.retry = retry;
  }

  @Override
  public @Nullable String readLine() throws IOException {
    String line = super.readLine();
    if (line != null && line.startsWith("retry: ")) {
      retry.accept(Long.parseLong(line.substring(7)));
    }
    return line;
  }
}
