package dev.tidings.delivery;

import dev.tidings.TidingsApplication;
import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;
import dev.tidings.stream.NoticeFeed;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** A server with a planted fault: it asks nobody whether an event is for them. */
public final class OpenServer {
  public static void main(String[] args) {
    new SpringApplicationBuilder(TidingsApplication.class, OpenServer.class)
        .properties("spring.main.allow-bean-definition-overriding=true")
        .run(args);
  }

  @Bean
  Dispatcher dispatcher(NoticeFeed feed, LogReader log, DeliveryProperties properties) {
    return new Dispatcher(feed, log, properties) {
      @Override
      public Subscription subscribe(Audience audience, EventId start, Runnable wake) {
        return super.subscribe(Audience.EVERYTHING, start, wake);
      }
    };
  }
}
