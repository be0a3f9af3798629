package dev.tidings.stream;

import dev.tidings.notice.Event;

/** Takes every event of the log, once and in order. */
@FunctionalInterface
public interface EventSink {
  /** Called on {@code tidings-reader}; must neither block nor throw. */
  void accept(Event event);
}
