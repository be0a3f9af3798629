package dev.tidings.stream;

import dev.tidings.TidingsApplication;
import dev.tidings.log.EventLog;
import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;
import java.time.Clock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A server whose feed has other parts than Tidings' own. Without an override it has the same. */
abstract class PlantedFeed {
  /** Runs the application with that class beside it. */
  static void run(Class<? extends PlantedFeed> planted, String[] args) {
    new SpringApplicationBuilder(TidingsApplication.class, planted).run(args);
  }

  @Bean
  @Primary
  NoticeFeed plantedFeed(
      EventLog eventLog,
      LogReader log,
      StreamProperties properties,
      RedisMaster redis,
      ServerDirectory directory,
      Server server,
      Clock clock) {
    return new NoticeFeed(eventLog, log, properties, redis, directory, server, clock) {
      @Override
      public synchronized void start(EventId from, EventSink sink) {
        super.start(from, PlantedFeed.this.sink(sink));
      }

      @Override
      LogCursor cursor(EventId from, EventSink sink) {
        return PlantedFeed.this.cursor(log, from, sink);
      }

      @Override
      NoticeStream relayStream(RedisLink link, StreamProperties settings) {
        return PlantedFeed.this.relayStream(link, settings);
      }
    };
  }

  /** What takes the events in. */
  EventSink sink(EventSink sink) {
    return sink;
  }

  /** What hands the events on. */
  LogCursor cursor(LogReader log, EventId from, EventSink sink) {
    return new LogCursor(log, from, sink);
  }

  /** What the relay appends to. */
  NoticeStream relayStream(RedisLink link, StreamProperties settings) {
    return new NoticeStream(link, settings);
  }
}
