package dev.tidings.stream;

import dev.tidings.TidingsApplication;
import dev.tidings.log.EventLog;
import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;
import java.time.Clock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A server with a planted fault: its reader takes what Redis gives, whatever is missing before. */
public final class GapBlindServer {
  public static void main(String[] args) {
    new SpringApplicationBuilder(TidingsApplication.class, GapBlindServer.class).run(args);
  }

  @Bean
  @Primary
  NoticeFeed gapBlindFeed(
      EventLog eventLog,
      LogReader log,
      StreamProperties properties,
      LettuceConnectionFactory redis,
      Server server,
      Clock clock) {
    return new NoticeFeed(eventLog, log, properties, redis, server, clock) {
      @Override
      LogCursor cursor(EventId from, EventSink sink) {
        return new LogCursor(log, from, sink) {
          @Override
          void fillUpTo(long seq) {
            // so that what is missing is never fetched
          }
        };
      }
    };
  }
}
