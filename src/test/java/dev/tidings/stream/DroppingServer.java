package dev.tidings.stream;

import dev.tidings.TidingsApplication;
import dev.tidings.log.EventLog;
import dev.tidings.log.LogReader;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import java.time.Clock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A server with a planted fault: its reader drops every hundredth event. */
public final class DroppingServer {
  public static void main(String[] args) {
    new SpringApplicationBuilder(TidingsApplication.class, DroppingServer.class).run(args);
  }

  @Bean
  @Primary
  NoticeFeed droppingFeed(
      EventLog eventLog,
      LogReader log,
      StreamProperties properties,
      LettuceConnectionFactory redis,
      Server server,
      Clock clock) {
    return new NoticeFeed(eventLog, log, properties, redis, server, clock) {
      @Override
      public synchronized void start(EventId from, EventSink sink) {
        super.start(from, new Dropping(sink));
      }
    };
  }

  private record Dropping(EventSink sink) implements EventSink {
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
  }
}
