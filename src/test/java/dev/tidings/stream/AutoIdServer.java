package dev.tidings.stream;

import dev.tidings.TidingsApplication;
import dev.tidings.log.EventLog;
import dev.tidings.log.LogReader;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A server with a planted fault: its relay lets Redis number the entries, by {@code XADD *}. */
public final class AutoIdServer {
  public static void main(String[] args) {
    new SpringApplicationBuilder(TidingsApplication.class, AutoIdServer.class).run(args);
  }

  @Bean
  @Primary
  NoticeFeed autoIdFeed(
      EventLog eventLog,
      LogReader log,
      StreamProperties properties,
      LettuceConnectionFactory redis,
      Server server,
      Clock clock) {
    return new NoticeFeed(eventLog, log, properties, redis, server, clock) {
      @Override
      NoticeStream relayStream(RedisLink link, StreamProperties settings) {
        return new NoticeStream(link, settings) {
          @Override
          String append(String expectedTop, List<Event> events, List<EventId> erased) {
            for (Event event : events) {
              List<String> values = StreamFields.values(event);
              var body = new java.util.LinkedHashMap<String, String>();
              for (int i = 0; i < StreamScripts.FIELDS.size(); i++) {
                body.put(StreamScripts.FIELDS.get(i), values.get(i + 1));
              }
              commands().xadd(settings.streamKey(), body);
            }
            return events.getLast().id().toString();
          }
        };
      }
    };
  }
}
