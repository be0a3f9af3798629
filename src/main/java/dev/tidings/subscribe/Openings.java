package dev.tidings.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.delivery.Dispatcher;
import dev.tidings.delivery.Frame;
import dev.tidings.delivery.StreamStart;
import dev.tidings.log.DatabaseClock;
import dev.tidings.notice.EventId;
import dev.tidings.security.Caller;
import dev.tidings.stream.Server;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first bytes of a stream: {@code retry}, {@code ready}, and {@code reset} where it applies.
 */
@Component
final class Openings {
  private final Dispatcher dispatcher;
  private final Server server;
  private final DatabaseClock clock;
  private final JsonMapper json;

  Openings(Dispatcher dispatcher, Server server, DatabaseClock clock, JsonMapper json) {
    this.dispatcher = dispatcher;
    this.server = server;
    this.clock = clock;
    this.json = json;
  }

  /**
   * The data of {@code ready}.
   *
   * @param head how far the missed part goes
   * @param time the database's clock, by which notices expire
   */
  record Ready(String user, String head, Instant time, String server) {}

  /** The data of {@code reset}. */
  record ResetReason(String reason) {}

  /**
   * @param start the position that the stream starts from
   * @param reset why the client's own position can't be continued; null when it is
   */
  byte[] of(Caller caller, EventId start, StreamStart.@Nullable Reason reset) {
    EventId head = EventId.later(start, dispatcher.head());
    var ready =
        new Ready(
            caller.user(),
            (reset == null ? head : start).toString(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            server.name());
    int retry = ThreadLocalRandom.current().nextInt(1_000, 5_001);
    String opening =
        "retry: " + retry + "\n\n" + block("ready", start, json.writeValueAsString(ready));
    if (reset != null) {
      opening += block("reset", start, json.writeValueAsString(new ResetReason(reset.wireName())));
    }
    return opening.getBytes(UTF_8);
  }

  private static String block(String event, EventId id, String data) {
    return new String(Frame.encode(event, id, data), UTF_8);
  }
}
