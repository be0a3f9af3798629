package dev.tidings.delivery;

import dev.tidings.notice.EventId;
import java.util.Locale;

/** Where a stream can start that was asked to go on after some position. */
public sealed interface StreamStart {
  /** It goes on after that position. */
  record At(EventId position) implements StreamStart {}

  /** The position can't be continued; the stream starts at the head and the client reloads. */
  record Reset(Reason reason, EventId head) implements StreamStart {}

  /** Neither the database nor Redis could say whether the position is good. */
  record Unconfirmed() implements StreamStart {}

  /** Why a position can't be continued. */
  enum Reason {
    /** Not of the form of an event id. */
    MALFORMED,
    /** Of another log, or of a history that was lost. */
    EPOCH,
    /** Above the log's head. */
    AHEAD,
    /** More was missed than is sent again. */
    HORIZON;

    /** The name on the wire. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
