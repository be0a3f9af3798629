package dev.tidings.stream;

import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import java.util.LinkedHashMap;
import java.util.List;

/** A server with a planted fault: its relay lets Redis number the entries, by {@code XADD *}. */
public final class AutoIdServer extends PlantedFeed {
  public static void main(String[] args) {
    run(AutoIdServer.class, args);
  }

  @Override
  NoticeStream relayStream(RedisLink link, StreamProperties settings) {
    return new NoticeStream(link, settings) {
      @Override
      String append(String expectedTop, List<Event> events, List<EventId> erased) {
        for (Event event : events) {
          List<String> values = StreamFields.values(event);
          var body = new LinkedHashMap<String, String>();
          for (int i = 0; i < StreamScripts.FIELDS.size(); i++) {
            body.put(StreamScripts.FIELDS.get(i), values.get(i + 1));
          }
          commands().xadd(settings.streamKey(), body);
        }
        return events.getLast().id().toString();
      }
    };
  }
}
