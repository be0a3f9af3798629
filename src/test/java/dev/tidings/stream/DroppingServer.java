package dev.tidings.stream;

import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;

/** A server with a planted fault: its reader drops every hundredth event. */
public final class DroppingServer extends PlantedFeed {
  public static void main(String[] args) {
    run(DroppingServer.class, args);
  }

  @Override
  EventSink sink(EventSink sink) {
    return new EventSink() {
      @Override
      public void accept(Event event) {
        if (event.id().seq() % 100 != 0) {
          sink.accept(event);
        }
      }

      @Override
      public EventId restart(EventId lost, long lastCommon) {
        return sink.restart(lost, lastCommon);
      }
    };
  }
}
