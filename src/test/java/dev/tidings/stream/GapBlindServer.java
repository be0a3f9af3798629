package dev.tidings.stream;

import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;

/** A server with a planted fault: its reader takes what Redis gives, whatever is missing before. */
public final class GapBlindServer extends PlantedFeed {
  public static void main(String[] args) {
    run(GapBlindServer.class, args);
  }

  @Override
  LogCursor cursor(LogReader log, EventId from, EventSink sink) {
    return new LogCursor(log, from, sink) {
      @Override
      void fillUpTo(long seq) {
        // so that what is missing is never fetched
      }
    };
  }
}
