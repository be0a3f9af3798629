package dev.tidings.stream;

import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import io.lettuce.core.RedisException;
import io.lettuce.core.XAddArgs;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server with a planted fault: its relay keeps a mark of what was published, as outbox tables do,
 * instead of asking the stream and comparing.
 */
public final class MarkServer extends PlantedFeed {
  public static void main(String[] args) {
    run(MarkServer.class, args);
  }

  @Override
  NoticeStream relayStream(RedisLink link, StreamProperties settings) {
    return new Marking(link, settings);
  }

  private static final class Marking extends NoticeStream {
    private final String key;
    private @Nullable String mark;

    Marking(RedisLink link, StreamProperties settings) {
      super(link, settings);
      this.key = settings.streamKey();
    }

    @Override
    String top() {
      return mark == null ? super.top() : mark;
    }

    @Override
    String append(String expectedTop, List<Event> events, List<EventId> erased) {
      erased.forEach(id -> commands().xdel(key, id.toString()));
      for (Event event : events) {
        List<String> values = StreamFields.values(event);
        var body = new HashMap<String, String>();
        for (int i = 0; i < StreamScripts.FIELDS.size(); i++) {
          body.put(StreamScripts.FIELDS.get(i), values.get(i + 1));
        }
        try {
          commands().xadd(key, new XAddArgs().id(values.getFirst()), body);
        } catch (RedisException e) {
          if (e.getMessage() == null || !e.getMessage().contains("equal or smaller")) {
            throw e;
          }
        }
      }
      mark = events.getLast().id().toString();
      return mark;
    }
  }
}
