package dev.tidings.notice;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A position in the log, written {@code <epoch>-<seq>}. It is at once the key of the log's row, the
 * id of the Redis Stream entry, the SSE {@code id} and the browser's {@code Last-Event-ID}.
 *
 * <p>Within one log {@code seq} alone orders events; {@code epoch} tells histories apart that
 * diverged, such as before and after a restored backup.
 *
 * @param epoch milliseconds since 1970 when this history began, 0 to 2^53-1
 * @param seq the event's number, from 1 without holes; 0 is the start of an empty log
 */
public record EventId(long epoch, long seq) implements Comparable<EventId> {
  /** The largest number a JavaScript client reads exactly, 2^53-1. */
  public static final long MAX = (1L << 53) - 1;

  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,15})-(0|[1-9][0-9]{0,15})");

  public EventId {
    if (epoch < 0 || epoch > MAX || seq < 0 || seq > MAX) {
      throw new InvalidValue("eventId", "must be two numbers from 0 to 2^53-1");
    }
  }

  /**
   * Reads untrusted text strictly: ASCII digits without leading zeros, one hyphen.
   *
   * @return the position, or null when the text is not of the form or out of range
   */
  public static @Nullable EventId parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return null;
    }
    long epoch = Long.parseLong(match.group(1));
    long seq = Long.parseLong(match.group(2));
    return epoch > MAX || seq > MAX ? null : new EventId(epoch, seq);
  }

  /** The later of two positions of one log. */
  public static EventId later(EventId a, EventId b) {
    return a.seq >= b.seq ? a : b;
  }

  @Override
  public int compareTo(EventId other) {
    return epoch == other.epoch ? Long.compare(seq, other.seq) : Long.compare(epoch, other.epoch);
  }

  @Override
  public String toString() {
    return epoch + "-" + seq;
  }
}
