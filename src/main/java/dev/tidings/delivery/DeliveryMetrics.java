package dev.tidings.delivery;

import dev.tidings.delivery.DeliveryCounts.Source;
import dev.tidings.delivery.StreamStart.Reason;
import dev.tidings.stream.NoticeFeed;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What a dashboard shows of this server. */
@Component
final class DeliveryMetrics implements MeterBinder {
  private final ConnectionRegistry registry;
  private final Dispatcher dispatcher;
  private final NoticeFeed feed;

  DeliveryMetrics(ConnectionRegistry registry, Dispatcher dispatcher, NoticeFeed feed) {
    this.registry = registry;
    this.dispatcher = dispatcher;
    this.feed = feed;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    Gauge.builder("tidings.connections", registry, r -> r.all().size())
        .description("Open streams of this server")
        .register(metrics);
    Gauge.builder("tidings.users", registry, r -> r.users().size())
        .description("Users with open streams on this server")
        .register(metrics);
    Gauge.builder("tidings.position", dispatcher, d -> d.isRunning() ? d.head().seq() : 0)
        .description("The number of the newest event that this server has")
        .register(metrics);
    for (Source source : Source.values()) {
      String name = source.name().toLowerCase(Locale.ROOT);
      FunctionCounter.builder("tidings.pages", dispatcher, d -> d.counts().pages().of(source))
          .tag("source", name)
          .description("Pages of events that streams and polls took, by where they came from")
          .register(metrics);
      FunctionCounter.builder("tidings.events", dispatcher, d -> d.counts().events().of(source))
          .tag("source", name)
          .description("Events that streams and polls took, by where they came from")
          .register(metrics);
    }
    for (Reason reason : Reason.values()) {
      FunctionCounter.builder("tidings.resets", dispatcher, d -> d.counts().resets().of(reason))
          .tag("reason", reason.wireName())
          .description("Positions that could not be continued, so that clients had to reload")
          .register(metrics);
    }
    for (ByeReason reason : ByeReason.values()) {
      FunctionCounter.builder("tidings.streams.ended", registry, r -> r.ends().of(reason))
          .tag("reason", reason.wireName())
          .description("Streams that have ended, by why")
          .register(metrics);
    }
    FunctionCounter.builder("tidings.streams.ended", registry, ConnectionRegistry::left)
        .tag("reason", "left")
        .description("Streams that have ended, by why")
        .register(metrics);
    Gauge.builder("tidings.redis.reading", feed, f -> f.isViaRedis() ? 1 : 0)
        .description("1 while events come through Redis, 0 while the database is followed")
        .register(metrics);
  }
}
