package dev.tidings.stream;

import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stream's commands over one link. Throws Lettuce's {@code RedisException}s. */
class NoticeStream {
  /** The top of a stream that does not exist. */
  static final String EMPTY = "0-0";

  private final RedisLink link;
  private final StreamProperties properties;

  NoticeStream(RedisLink link, StreamProperties properties) {
    this.link = link;
    this.properties = properties;
  }

  /** The id of the last entry ever added, {@link #EMPTY} when there is none. */
  String top() {
    return eval(StreamScripts.READ_TOP, List.of());
  }

  /**
   * Adds the events if the top is still the expected one, and deletes those that are erased.
   *
   * @param erased ids of entries whose content was erased by one of the events
   * @return the top afterwards: the last event's id if they were added
   */
  String append(String expectedTop, List<Event> events, List<EventId> erased) {
    var arguments = new ArrayList<String>(3 + erased.size() + events.size() * 7);
    arguments.add(expectedTop);
    arguments.add(Integer.toString(properties.maxLength()));
    arguments.add(Integer.toString(erased.size()));
    erased.forEach(id -> arguments.add(id.toString()));
    events.forEach(event -> arguments.addAll(StreamFields.values(event)));
    return eval(StreamScripts.APPEND, arguments);
  }

  /** Removes the stream if its top is still that one. */
  void delete(String top) {
    eval(StreamScripts.DELETE, List.of(top));
  }

  /** The newest entry that is still there; null when there is none. */
  @Nullable StreamMessage<String, String> newest() {
    var found = link.commands().xrevrange(properties.streamKey(), Range.unbounded(), Limit.from(1));
    return found.isEmpty() ? null : found.getFirst();
  }

  /** The entry of exactly that id; null when it is not there or not ours. */
  @Nullable Event at(EventId id) {
    var found =
        link.commands().xrange(properties.streamKey(), Range.create(id.toString(), id.toString()));
    return found.isEmpty()
        ? null
        : StreamFields.event(found.getFirst().getId(), found.getFirst().getBody());
  }

  /**
   * The events above a position as far as they follow each other without a hole.
   *
   * @return empty when the very next one is not there
   */
  List<Event> denseAfter(EventId after, int limit) {
    var range = Range.from(Range.Boundary.excluding(after.toString()), Range.Boundary.unbounded());
    var events = new ArrayList<Event>();
    long expected = after.seq() + 1;
    for (var entry : link.commands().xrange(properties.streamKey(), range, Limit.from(limit))) {
      Event event = StreamFields.event(entry.getId(), entry.getBody());
      if (event == null || event.id().seq() != expected) {
        break;
      }
      events.add(event);
      expected++;
    }
    return events;
  }

  /** Removes the entries before that one; the top stays what it is. */
  long trimBefore(EventId first) {
    return link.commands().xtrim(properties.streamKey(), XTrimArgs.Builder.minId(first.toString()));
  }

  /** Whether there is a connection. */
  boolean isOpen() {
    return link.isOpen();
  }

  /** Connects, if there is no connection. */
  void open() {
    link.commands();
  }

  /** After a failure: what is still under way on the connection is never waited for. */
  void forgetConnection() {
    link.close();
  }

  RedisCommands<String, String> commands() {
    return link.commands();
  }

  private String eval(String script, List<String> arguments) {
    return link.commands()
        .eval(
            script,
            ScriptOutputType.VALUE,
            new String[] {properties.streamKey()},
            arguments.toArray(String[]::new));
  }
}
