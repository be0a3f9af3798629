package dev.tidings.delivery;

import dev.tidings.TidingsApplication;
import dev.tidings.log.DatabaseClock;
import dev.tidings.log.LogReader;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventId;
import dev.tidings.stream.NoticeFeed;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A server with a planted fault: who comes back with the id of an event gets that event once more,
 * because the seam between what was had and what was missed is off by one.
 */
public final class RepeatingServer {
  public static void main(String[] args) {
    new SpringApplicationBuilder(TidingsApplication.class, RepeatingServer.class).run(args);
  }

  @Bean
  @Primary
  Positions repeatingPositions(
      Dispatcher dispatcher,
      NoticeFeed feed,
      LogReader log,
      DeliveryProperties properties,
      DatabaseClock clock) {
    return new Positions(dispatcher, feed, log, properties, clock) {
      @Override
      public StreamStart start(@Nullable String text, Set<AudienceKey> keys) {
        return super.start(text, keys) instanceof StreamStart.At(EventId id)
                && text != null
                && id.seq() > 0
            ? new StreamStart.At(new EventId(id.epoch(), id.seq() - 1))
            : super.start(text, keys);
      }
    };
  }
}
