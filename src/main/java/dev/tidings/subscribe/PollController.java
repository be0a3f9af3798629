package dev.tidings.subscribe;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tidings.delivery.Audience;
import dev.tidings.delivery.Dispatcher;
import dev.tidings.delivery.Frame;
import dev.tidings.delivery.Page;
import dev.tidings.delivery.Positions;
import dev.tidings.delivery.Receipts;
import dev.tidings.delivery.Serving;
import dev.tidings.delivery.StreamStart;
import dev.tidings.delivery.Subscription;
import dev.tidings.notice.EventId;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v1/me/poll}: the stream for those whose proxies let no stream through. The same
 * positions, the same events; the request's virtual thread waits for them.
 */
@RestController
final class PollController {
  private static final int MAX_EVENTS = 100;
  private static final int MAX_WAIT_SECONDS = 30;

  /** How soon a waiting poll notices that the server is stopping. */
  private static final long NAP_NANOS = Duration.ofMillis(500).toNanos();

  private final Positions positions;
  private final Dispatcher dispatcher;
  private final Serving serving;
  private final PollLimit limit;
  private final Receipts receipts;

  PollController(
      Positions positions,
      Dispatcher dispatcher,
      Serving serving,
      PollLimit limit,
      Receipts receipts) {
    this.positions = positions;
    this.dispatcher = dispatcher;
    this.serving = serving;
    this.limit = limit;
    this.receipts = receipts;
  }

  /** An event as on the stream: {@code event} is its name, {@code data} its JSON. */
  record PolledEvent(EventId id, String event, @JsonRawValue String data) {
    static PolledEvent of(Frame frame) {
      return new PolledEvent(frame.id(), frame.kind().wireName(), frame.payload());
    }
  }

  /** Why the position can't be continued. */
  record Reset(String reason) {}

  /**
   * The answer.
   *
   * @param cursor the next {@code after}; moves even when there are no events
   * @param reset absent when the position was continued
   */
  record Polled(List<PolledEvent> events, EventId cursor, @Nullable Reset reset) {}

  @GetMapping("/api/v1/me/poll")
  ResponseEntity<Polled> poll(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(name = "after", required = false) @Nullable String after,
      @RequestParam(name = "wait", defaultValue = "25") String wait) {
    long deadline = System.nanoTime() + waitNanos(wait);
    Polled polled =
        switch (positions.start(after, caller.audience())) {
          case StreamStart.At(EventId position) when after == null ->
              new Polled(List.of(), position, null);
          case StreamStart.At(EventId position) -> limited(caller, position, deadline);
          case StreamStart.Reset(StreamStart.Reason reason, EventId head) ->
              new Polled(List.of(), head, new Reset(reason.wireName()));
          case StreamStart.Unconfirmed() ->
              throw Problem.of(
                      HttpStatus.SERVICE_UNAVAILABLE,
                      "position-unconfirmed",
                      "The position can't be looked up now.")
                  .retryAfter(2);
        };
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(polled);
  }

  private static long waitNanos(String wait) {
    try {
      int seconds = Integer.parseInt(wait);
      if (seconds >= 0 && seconds <= MAX_WAIT_SECONDS) {
        return Duration.ofSeconds(seconds).toNanos();
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw Problem.invalid("wait", "must be 0 to 30 seconds");
  }

  private Polled limited(Caller caller, EventId position, long deadline) {
    if (!limit.enter(caller.user())) {
      throw Problem.of(
              HttpStatus.TOO_MANY_REQUESTS,
              "too-many-polls",
              "At most " + limit.perUser() + " polls of one user may wait at once.")
          .with("limit", limit.perUser())
          .retryAfter(5);
    }
    try {
      return await(caller, position, deadline);
    } finally {
      limit.leave(caller.user());
    }
  }

  private Polled await(Caller caller, EventId position, long deadline) {
    Audience audience = Audience.of(caller.audience());
    Thread waiter = Thread.currentThread();
    Subscription subscription =
        dispatcher.subscribe(audience, position, () -> LockSupport.unpark(waiter));
    try {
      while (true) {
        Page page = subscription.next(MAX_EVENTS);
        if (page.reset() != null) {
          var lost = new Reset(page.reset().wireName());
          return new Polled(List.of(), subscription.position(), lost);
        }
        long left = deadline - System.nanoTime();
        boolean over = left <= 0 || serving.refusal() != null;
        if (!page.frames().isEmpty() || (page.caughtUp() && over)) {
          receipts.written(caller.user(), page.frames());
          return new Polled(
              page.frames().stream().map(PolledEvent::of).toList(), subscription.position(), null);
        }
        if (page.caughtUp()) {
          LockSupport.parkNanos(Math.min(left, NAP_NANOS));
        }
      }
    } finally {
      dispatcher.unsubscribe(subscription);
    }
  }
}
