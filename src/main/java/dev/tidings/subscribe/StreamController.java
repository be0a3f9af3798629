package dev.tidings.subscribe;

import dev.tidings.delivery.Audience;
import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.ConnectionRequest;
import dev.tidings.delivery.Positions;
import dev.tidings.delivery.StreamStart;
import dev.tidings.notice.EventId;
import dev.tidings.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** {@code GET /api/v1/me/stream}: what the caller missed, and then what comes, as it comes. */
@RestController
final class StreamController {
  private final Positions positions;
  private final EventStreams streams;

  StreamController(Positions positions, EventStreams streams) {
    this.positions = positions;
    this.streams = streams;
  }

  /**
   * @param caller null when a ticket can't be looked up, because the database does not answer
   */
  @GetMapping("/api/v1/me/stream")
  ResponseEntity<ResponseBodyEmitter> stream(
      @AuthenticationPrincipal @Nullable Caller caller,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
      @RequestParam(name = "lastEventId", required = false) @Nullable String query,
      HttpServletRequest request) {
    ByeReason refusal = streams.refusal();
    if (refusal != null) {
      return streams.refuse(refusal);
    }
    if (caller == null) {
      return streams.refuse(ByeReason.OVERLOAD);
    }
    return switch (positions.start(header != null ? header : query, caller.audience())) {
      case StreamStart.At(EventId position) -> open(caller, position, null, request);
      case StreamStart.Reset(StreamStart.Reason reason, EventId head) ->
          open(caller, head, reason, request);
      case StreamStart.Unconfirmed() -> streams.refuse(ByeReason.OVERLOAD);
    };
  }

  private ResponseEntity<ResponseBodyEmitter> open(
      Caller caller,
      EventId start,
      StreamStart.@Nullable Reason reset,
      HttpServletRequest request) {
    Audience audience = Audience.of(caller.audience());
    return streams.open(caller, audience, start, reset, ConnectionRequest.FOR_USERS, request);
  }
}
